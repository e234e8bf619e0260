-- ?x support ?y . ?y fights army, as whobacks find answers it; for duckdb
-- tables: whobacks export parquet -o tables
-- they are found under their names: about, standing, claims, closure, actors, parts
WITH
-- what the tables say of the time asked about
seen AS (
  SELECT s.from AS a, s.to AS b, s.relation, s.symmetric, s.event, s.claim, s.standing, s.present,
    s.manner, s.claims, s.said, s.said_as, s.denials, s.windows_first, s.windows_last
  FROM standing AS s
  WHERE s.time = 'told' AND s.own
),
-- the ties that count, as ranks of firmness, and when they can have held
counted AS (
  SELECT s.*, CASE s.standing WHEN 'definite' THEN 0 WHEN 'possible' THEN 1 WHEN 'undated' THEN 2 WHEN 'not_yet' THEN 3
      WHEN 'stale' THEN 4 WHEN 'ended' THEN 5 END AS force, CASE s.manner WHEN 'factual' THEN 0 WHEN 'reported' THEN 1
      WHEN 'assessed' THEN 2 WHEN 'alleged' THEN 3 WHEN 'planned' THEN 4 WHEN 'considered' THEN 5 WHEN 'recommended'
      THEN 6 WHEN 'hypothetical' THEN 7 WHEN 'denied' THEN 8 END AS rank, list_transform(s.windows_first, lambda f, i:
      {'f': f, 'l': s.windows_last[i]}) AS windows, s.claims AS shown,
    s.present AS here_now
  FROM seen AS s
  WHERE (s.standing <> 'said' AND (s.standing <> 'undated' OR s.present))
),
-- who denies a tie denies its cases, and that of which it is a case
denial AS (
  SELECT s.a, s.b, akin.name AS relation, flatten(list(s.denials)) AS denials
  FROM seen AS s
  JOIN (
    SELECT c.name, c.relation FROM closure AS c WHERE NOT c.backward
    UNION
    SELECT c.relation, c.name FROM closure AS c WHERE NOT c.backward
  ) AS akin(name, relation)
    ON akin.relation = s.relation
  WHERE len(s.denials) > 0
  GROUP BY s.a, s.b, akin.name
),
tie AS (
  SELECT s.*, coalesce(d.denials, CAST([] AS VARCHAR[])) AS denied
  FROM counted AS s
  LEFT JOIN denial AS d ON d.a = s.a AND d.b = s.b AND d.relation = s.relation
),
-- ties as each sort of step takes them, from x to y
spoke AS (
  SELECT 0 AS step, t.b AS x, t.a AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
  FROM tie AS t
  WHERE t.relation IN ('fights', 'besieges') AND t.b <> '?'
  UNION ALL
  SELECT 0 AS step, t.a AS x, t.b AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
  FROM tie AS t
  WHERE t.relation IN ('fights', 'besieges') AND t.a <> '?' AND t.symmetric
  UNION ALL
  SELECT 1 AS step, t.b AS x, t.a AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
  FROM tie AS t
  WHERE t.relation IN ('backs', 'politically_supports', 'recognises', 'deploys_troops_for', 'stations_forces_with',
      'strikes_for', 'provides_infrastructure_to', 'arms', 'supplies', 'trains', 'funds', 'pays',
      'shares_intelligence_with', 'gives_territory_to', 'permits', 'recruits_for', 'transports_for', 'allied_with',
      'fights_alongside', 'joins_forces_with', 'loyal_to', 'aligned_with', 'cooperates_with', 'trains_with',
      'has_ties_with', 'relies_on', 'praises') AND t.b <> '?'
  UNION ALL
  SELECT 1 AS step, t.a AS x, t.b AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
  FROM tie AS t
  WHERE t.relation IN ('backs', 'politically_supports', 'recognises', 'deploys_troops_for', 'stations_forces_with',
      'strikes_for', 'provides_infrastructure_to', 'arms', 'supplies', 'trains', 'funds', 'pays',
      'shares_intelligence_with', 'gives_territory_to', 'permits', 'recruits_for', 'transports_for', 'allied_with',
      'fights_alongside', 'joins_forces_with', 'loyal_to', 'aligned_with', 'cooperates_with', 'trains_with',
      'has_ties_with', 'relies_on', 'praises') AND t.a <> '?' AND t.symmetric
),
-- all ties from x to y that a step takes, as one link
hop AS (
  SELECT k.step, k.x, k.y, min(k.force) AS force, min(k.force * 100 + k.rank) % 100 AS rank,
    bool_or(k.here_now) AS here_now, bool_or(k.event) AS event, flatten(list(k.windows)) AS windows,
    flatten(list(k.shown)) AS shown, flatten(list(k.denied)) AS denied
  FROM spoke AS k
  GROUP BY k.step, k.x, k.y
),
-- the links that the path can take in each of its states
chain1_edge AS (
  SELECT m.state, m.next, m.turn, h.x, h.y, h.force, h.rank, h.here_now, h.event, h.windows, h.shown, h.denied
  FROM (SELECT 0 AS state, 0 AS step, 1 AS next, 0 AS turn) AS m
  JOIN hop AS h ON h.step = m.step
),
chain1_walk1 AS (
  SELECT e.x AS start, e.y AS here, e.next AS state, e.force, e.rank, e.here_now, 1 AS length,
    e.windows, [e.x, e.y] AS path, e.shown, e.denied, e.event, e.turn
  FROM chain1_edge AS e
  WHERE e.state = 0 AND e.x = 'army'
),
-- who is reached from whom, how firmly, when and over whom
chain1_walk AS (
  SELECT * FROM chain1_walk1
),
chain1_all AS (
  SELECT w.start, w.here, w.force, w.rank, w.here_now, w.length, w.shown, w.denied,
    [w.force, w.length, w.turn] AS place,
    row_number() OVER (PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.turn, w.path) AS nth,
    CASE WHEN w.length = 1 AND w.event THEN [{'f': DATE '0001-01-01', 'l': DATE '9999-12-31'}] ELSE w.windows END AS
        windows
  FROM chain1_walk AS w
  WHERE w.state IN (1) AND TRUE AND w.here <> '?'
),
chain1 AS (
  SELECT n.* FROM chain1_all AS n
  ANTI JOIN chain1_all AS k
    ON k.start = n.start AND k.here = n.here AND k.nth < n.nth AND len(list_filter(n.windows, lambda q:
        len(list_filter(k.windows, lambda p: p.f <= q.f AND p.l >= q.l)) = 0)) = 0
),
row1 AS (
  SELECT c.here AS v1, c.force, c.rank, c.here_now, c.length, c.windows, c.shown, c.denied, c.place
  FROM chain1 AS c
  WHERE c.start = 'army'
),
-- the links that the path can take in each of its states
chain2_edge AS (
  SELECT m.state, m.next, m.turn, h.x, h.y, h.force, h.rank, h.here_now, h.event, h.windows, h.shown, h.denied
  FROM (SELECT 0 AS state, 1 AS step, 1 AS next, 0 AS turn) AS m
  JOIN hop AS h ON h.step = m.step
),
chain2_walk1 AS (
  SELECT e.x AS start, e.y AS here, e.next AS state, e.force, e.rank, e.here_now, 1 AS length,
    e.windows, [e.x, e.y] AS path, e.shown, e.denied, e.event, e.turn
  FROM chain2_edge AS e
  WHERE e.state = 0 AND e.x IN (SELECT r.v1 FROM row1 AS r)
),
-- who is reached from whom, how firmly, when and over whom
chain2_walk AS (
  SELECT * FROM chain2_walk1
),
chain2_all AS (
  SELECT w.start, w.here, w.force, w.rank, w.here_now, w.length, w.shown, w.denied,
    [w.force, w.length, w.turn] AS place,
    row_number() OVER (PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.turn, w.path) AS nth,
    CASE WHEN w.length = 1 AND w.event THEN [{'f': DATE '0001-01-01', 'l': DATE '9999-12-31'}] ELSE w.windows END AS
        windows
  FROM chain2_walk AS w
  WHERE w.state IN (1) AND TRUE AND w.here <> '?'
),
chain2 AS (
  SELECT n.* FROM chain2_all AS n
  ANTI JOIN chain2_all AS k
    ON k.start = n.start AND k.here = n.here AND k.nth < n.nth AND len(list_filter(n.windows, lambda q:
        len(list_filter(k.windows, lambda p: p.f <= q.f AND p.l >= q.l)) = 0)) = 0
),
row2 AS (
  SELECT j.* FROM (
    SELECT r.v1 AS v1, c.here AS v0, greatest(r.force, c.force) AS force, greatest(r.rank, c.rank) AS rank,
      r.here_now AND c.here_now AS here_now, r.length + c.length AS length,
      list_filter(flatten(list_transform(r.windows, lambda p: list_transform(c.windows, lambda q: {'f': greatest(p.f,
          q.f), 'l': least(p.l, q.l)}))), lambda r: r.f <= r.l) AS windows, list_concat(r.shown, c.shown) AS shown,
          list_concat(r.denied, c.denied) AS denied, list_concat(r.place, c.place) AS place
    FROM row1 AS r, chain2 AS c
    WHERE c.start = r.v1
  ) AS j
  WHERE len(j.windows) > 0
),
-- of each answer the firmest and shortest
best AS (
  SELECT b.* FROM (
    SELECT r.*, row_number() OVER (
      PARTITION BY r.v0, r.v1 ORDER BY r.force, r.length, r.place, array_to_string(list_sort(list_distinct(r.shown)), ' ')
    ) AS pick
    FROM row2 AS r
  ) AS b
  WHERE b.pick = 1
),
answer AS (
  SELECT b.v0 AS "x", b.v1 AS "y", CASE b.force WHEN 0 THEN 'definite' WHEN 1 THEN 'possible' WHEN 2 THEN 'undated' WHEN
      3 THEN 'not_yet' WHEN 4 THEN 'stale' WHEN 5 THEN 'ended' WHEN 10 THEN 'planned' WHEN 11 THEN 'considered' WHEN 12
      THEN 'alleged' WHEN 13 THEN 'recommended' WHEN 14 THEN 'hypothetical' WHEN 15 THEN 'denied' END AS standing,
      b.here_now AS present,
    CASE WHEN b.force >= 10 THEN CASE b.force WHEN 10 THEN 'planned' WHEN 11 THEN 'considered' WHEN 12 THEN 'alleged'
        WHEN 13 THEN 'recommended' WHEN 14 THEN 'hypothetical' WHEN 15 THEN 'denied' END ELSE CASE b.rank WHEN 0 THEN
        'factual' WHEN 1 THEN 'reported' WHEN 2 THEN 'assessed' WHEN 3 THEN 'alleged' WHEN 4 THEN 'planned' WHEN 5 THEN
        'considered' WHEN 6 THEN 'recommended' WHEN 7 THEN 'hypothetical' WHEN 8 THEN 'denied' END END AS manner,
        b.length AS links,
    list_sort(list_distinct(b.shown)) AS claims, list_sort(list_distinct(b.denied)) AS denials
  FROM best AS b
  WHERE (b.force <> 3 OR NOT EXISTS (SELECT 1 FROM best AS o WHERE o.force <> 3))
),
-- whether the tables can answer this
guard AS (
  SELECT q.*, FALSE AS named FROM (
    SELECT count(*) AS n, max(a.contract) AS contract, max(a.reach) AS reach, max(array_to_string(a.sources, ' ')) AS
        sources,
      max(array_to_string(a.kept, ' ')) AS kept, max(a.spans) AS spans, max(a.rolled) AS rolled
    FROM about AS a
  ) AS q
),
given AS (
  SELECT a.* FROM answer AS a
  UNION ALL
  -- nothing, or an error where the tables cannot answer this
  SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM guard AS g WHERE CASE
      WHEN g.n <> 1 THEN error('the tables have no one row in `about`, so that nothing is known of them')
      WHEN g.contract <> 1 THEN error('the tables are of another contract than 1: write them with this whobacks')
      WHEN g.reach <> '2y' THEN error('the tables are made for another reach: make them by whobacks export parquet -o tables')
      WHEN g.sources <> '' THEN error('the tables tell how ties stand by other sources: make them by whobacks export parquet -o tables')
      ELSE FALSE END
)
SELECT "x", "y", standing, present, manner, links, claims, denials
FROM given
ORDER BY CASE standing WHEN 'definite' THEN 0 WHEN 'possible' THEN 1 WHEN 'undated' THEN 2 WHEN 'not_yet' THEN 3 WHEN
    'stale' THEN 4 WHEN 'ended' THEN 5 WHEN 'planned' THEN 10 WHEN 'considered' THEN 11 WHEN 'alleged' THEN 12 WHEN
    'recommended' THEN 13 WHEN 'hypothetical' THEN 14 WHEN 'denied' THEN 15 END, CASE WHEN present THEN 0 ELSE 1 END,
    links, "x", "y"
