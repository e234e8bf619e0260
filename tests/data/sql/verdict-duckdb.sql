-- sahran backs shield, as whobacks find answers it; for duckdb
-- tables: whobacks export parquet -o tables
-- direct answers only, as `whobacks ask` gives them to the same words with `directly`; otherwise it adds who backs or opposes by way of actors under its command; `directly or indirectly` asks for both
-- they are found under their names: about, standing, claims, closure, actors, parts
WITH
-- what the tables say of the time asked about
seen AS (
  SELECT s.from AS a, s.to AS b, s.relation, s.symmetric, s.event, s.claim, s.standing, s.present,
    s.manner, s.claims, s.said, s.said_as, s.denials, s.windows_first, s.windows_last
  FROM standing AS s
  WHERE s.time = 'year' AND s.rolled AND s.first <= DATE '2023-01-01' AND s.last >= DATE '2023-12-31'
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
  SELECT 0 AS step, t.a AS x, t.b AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
  FROM tie AS t
  WHERE t.relation IN ('backs', 'politically_supports', 'recognises', 'deploys_troops_for', 'stations_forces_with',
      'strikes_for', 'provides_infrastructure_to', 'arms', 'supplies', 'trains', 'funds', 'pays',
      'shares_intelligence_with', 'gives_territory_to', 'permits', 'recruits_for', 'transports_for') AND t.a <> '?'
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
  WHERE e.state = 0 AND e.x = 'sahran'
),
-- who is reached from whom, how firmly, when and over whom
chain1_walk AS (
  SELECT * FROM chain1_walk1
),
chain1 AS (
  SELECT w.start, w.here, w.force, w.rank, w.here_now, w.length, w.shown, w.denied,
    [w.force, w.length, w.turn] AS place,
    row_number() OVER (PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.turn, w.path) AS nth,
    CASE WHEN w.length = 1 AND w.event THEN [{'f': DATE '0001-01-01', 'l': DATE '9999-12-31'}] ELSE w.windows END AS
        windows
  FROM chain1_walk AS w
  WHERE w.state IN (1) AND (w.length = 1 OR w.force > 2 OR len(list_filter(w.windows, lambda z: z.f <= DATE '2023-12-31'
      AND z.l >= DATE '2023-01-01')) > 0)
),
row1 AS (
  SELECT c.force, c.rank, c.here_now, c.length, c.windows, c.shown, c.denied, c.place
  FROM chain1 AS c
  WHERE c.start = 'sahran' AND c.here = 'shield'
),
-- of each answer the firmest and shortest
best AS (
  SELECT b.* FROM (
    SELECT r.*, row_number() OVER (
      ORDER BY r.force, r.length, r.place, array_to_string(list_sort(list_distinct(r.shown)), ' ')
    ) AS pick
    FROM row1 AS r
  ) AS b
  WHERE b.pick = 1
),
-- what the tables say of the time asked about
wide_seen AS (
  SELECT s.from AS a, s.to AS b, s.relation, s.symmetric, s.event, s.claim, s.standing, s.present,
    s.manner, s.claims, s.said, s.said_as, s.denials, s.windows_first, s.windows_last
  FROM standing AS s
  WHERE s.time = 'year' AND s.rolled AND s.first <= DATE '2023-01-01' AND s.last >= DATE '2023-12-31'
),
-- the same with what is only said
wide_told AS (
  SELECT s.*, (s.standing <> 'said' AND (s.standing <> 'undated' OR s.present)) AS held,
      list_concat(list_transform(list_filter(list_transform(s.said, lambda c, i: {'c': c, 'm': s.said_as[i]}), lambda z:
      z.m IN ('alleged', 'planned', 'considered', 'recommended', 'hypothetical', 'denied')), lambda z: z.c), s.denials)
      AS wanted, coalesce((list_filter(s.said_as, lambda z: z IN ('alleged', 'planned', 'considered', 'recommended',
      'hypothetical', 'denied')))[1], CASE WHEN len(s.denials) > 0 THEN 'denied' END) AS put
  FROM wide_seen AS s
),
-- the ties that count, as ranks of firmness, and when they can have held
wide_counted AS (
  SELECT s.*, CASE WHEN s.held THEN CASE s.standing WHEN 'definite' THEN 0 WHEN 'possible' THEN 1 WHEN 'undated' THEN 2
      WHEN 'not_yet' THEN 3 WHEN 'stale' THEN 4 WHEN 'ended' THEN 5 END ELSE CASE s.put WHEN 'planned' THEN 10 WHEN
      'considered' THEN 11 WHEN 'alleged' THEN 12 WHEN 'recommended' THEN 13 WHEN 'hypothetical' THEN 14 WHEN 'denied'
      THEN 15 END END AS force,
    CASE WHEN s.held THEN CASE s.manner WHEN 'factual' THEN 0 WHEN 'reported' THEN 1 WHEN 'assessed' THEN 2 WHEN
        'alleged' THEN 3 WHEN 'planned' THEN 4 WHEN 'considered' THEN 5 WHEN 'recommended' THEN 6 WHEN 'hypothetical'
        THEN 7 WHEN 'denied' THEN 8 END ELSE CASE s.put WHEN 'factual' THEN 0 WHEN 'reported' THEN 1 WHEN 'assessed'
        THEN 2 WHEN 'alleged' THEN 3 WHEN 'planned' THEN 4 WHEN 'considered' THEN 5 WHEN 'recommended' THEN 6 WHEN
        'hypothetical' THEN 7 WHEN 'denied' THEN 8 END END AS rank,
    CASE WHEN s.held THEN list_transform(s.windows_first, lambda f, i: {'f': f, 'l': s.windows_last[i]}) ELSE [{'f':
        DATE '0001-01-01', 'l': DATE '9999-12-31'}] END AS windows,
    CASE WHEN s.held THEN list_concat(s.claims, s.wanted) ELSE s.wanted END AS shown,
    s.held AND s.present AS here_now
  FROM wide_told AS s
  WHERE s.held OR len(s.wanted) > 0
),
-- who denies a tie denies its cases, and that of which it is a case
wide_denial AS (
  SELECT s.a, s.b, akin.name AS relation, flatten(list(s.denials)) AS denials
  FROM wide_seen AS s
  JOIN (
    SELECT c.name, c.relation FROM closure AS c WHERE NOT c.backward
    UNION
    SELECT c.relation, c.name FROM closure AS c WHERE NOT c.backward
  ) AS akin(name, relation)
    ON akin.relation = s.relation
  WHERE len(s.denials) > 0
  GROUP BY s.a, s.b, akin.name
),
wide_tie AS (
  SELECT s.*, coalesce(d.denials, CAST([] AS VARCHAR[])) AS denied
  FROM wide_counted AS s
  LEFT JOIN wide_denial AS d ON d.a = s.a AND d.b = s.b AND d.relation = s.relation
),
-- ties as each sort of step takes them, from x to y
wide_spoke AS (
  SELECT 0 AS step, t.a AS x, t.b AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
  FROM wide_tie AS t
  WHERE t.relation IN ('backs', 'politically_supports', 'recognises', 'deploys_troops_for', 'stations_forces_with',
      'strikes_for', 'provides_infrastructure_to', 'arms', 'supplies', 'trains', 'funds', 'pays',
      'shares_intelligence_with', 'gives_territory_to', 'permits', 'recruits_for', 'transports_for') AND t.a <> '?'
),
wide_put_as AS (
  SELECT k.step, k.x, k.y, CASE c.modality WHEN 'planned' THEN 10 WHEN 'considered' THEN 11 WHEN 'alleged' THEN 12 WHEN
      'recommended' THEN 13 WHEN 'hypothetical' THEN 14 WHEN 'denied' THEN 15 END AS force, coalesce(c.told_last, DATE
      '0001-01-01') AS last,
    max(coalesce(c.told_first, DATE '0001-01-01')) OVER (PARTITION BY k.step, k.x, k.y) AS newest
  FROM (
    SELECT k.step, k.x, k.y, u.claim
    FROM wide_spoke AS k
    CROSS JOIN UNNEST(k.shown) AS u(claim)
    WHERE k.force >= 10
  ) AS k
  JOIN claims AS c ON c.id = k.claim
  WHERE c.modality <> 'denied'
),
-- all ties from x to y that a step takes, as one link
wide_linked AS (
  SELECT k.step, k.x, k.y, min(k.force) AS force, min(k.force * 100 + k.rank) % 100 AS rank,
    bool_or(k.here_now) AS here_now, bool_or(k.event) AS event, flatten(list(k.windows)) AS windows,
    flatten(list(k.shown)) AS shown, flatten(list(k.denied)) AS denied
  FROM wide_spoke AS k
  GROUP BY k.step, k.x, k.y
),
-- all ties from x to y that a step takes, as one link
wide_hop AS (
  SELECT h.step, h.x, h.y, CASE WHEN h.force >= 10 THEN coalesce(n.force, h.force) ELSE h.force END AS force,
    h.rank, h.here_now, h.event, h.windows, h.shown, h.denied
  FROM wide_linked AS h
  LEFT JOIN (
    SELECT p.step, p.x, p.y, min(p.force) AS force FROM wide_put_as AS p
    WHERE p.last >= p.newest GROUP BY p.step, p.x, p.y
  ) AS n ON n.step = h.step AND n.x = h.x AND n.y = h.y
),
-- the links that the path can take in each of its states
wide_chain1_edge AS (
  SELECT m.state, m.next, m.turn, h.x, h.y, h.force, h.rank, h.here_now, h.event, h.windows, h.shown, h.denied
  FROM (SELECT 0 AS state, 0 AS step, 1 AS next, 0 AS turn) AS m
  JOIN wide_hop AS h ON h.step = m.step
),
wide_chain1_walk1 AS (
  SELECT e.x AS start, e.y AS here, e.next AS state, e.force, e.rank, e.here_now, 1 AS length,
    e.windows, [e.x, e.y] AS path, e.shown, e.denied, e.event, e.turn
  FROM wide_chain1_edge AS e
  WHERE e.state = 0 AND e.x = 'sahran'
),
-- who is reached from whom, how firmly, when and over whom
wide_chain1_walk AS (
  SELECT * FROM wide_chain1_walk1
),
wide_chain1 AS (
  SELECT w.start, w.here, w.force, w.rank, w.here_now, w.length, w.shown, w.denied,
    [w.force, w.length, w.turn] AS place,
    row_number() OVER (PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.turn, w.path) AS nth,
    CASE WHEN w.length = 1 AND w.event THEN [{'f': DATE '0001-01-01', 'l': DATE '9999-12-31'}] ELSE w.windows END AS
        windows
  FROM wide_chain1_walk AS w
  WHERE w.state IN (1) AND (w.length = 1 OR w.force > 2 OR len(list_filter(w.windows, lambda z: z.f <= DATE '2023-12-31'
      AND z.l >= DATE '2023-01-01')) > 0)
),
wide_row1 AS (
  SELECT c.force, c.rank, c.here_now, c.length, c.windows, c.shown, c.denied, c.place
  FROM wide_chain1 AS c
  WHERE c.start = 'sahran' AND c.here = 'shield'
),
-- of each answer the firmest and shortest
wide_best AS (
  SELECT b.* FROM (
    SELECT r.*, row_number() OVER (
      ORDER BY r.force, r.length, r.place, array_to_string(list_sort(list_distinct(r.shown)), ' ')
    ) AS pick
    FROM wide_row1 AS r
  ) AS b
  WHERE b.pick = 1
),
either AS (
  SELECT b.* FROM best AS b
  UNION ALL
  SELECT w.* FROM wide_best AS w WHERE NOT EXISTS (SELECT 1 FROM best)
),
answer AS (
  SELECT CASE WHEN b.force IS NULL THEN 'no_claim'
      WHEN b.force IN (0, 2) THEN CASE b.rank WHEN 0 THEN 'yes' WHEN 1 THEN 'reported' ELSE 'possible' END
      WHEN b.force = 1 THEN 'possible' WHEN b.force = 3 THEN 'not_yet' WHEN b.force = 4 THEN 'stale'
      WHEN b.force = 5 THEN 'ended' WHEN b.force = 10 THEN 'planned' WHEN b.force = 11 THEN 'considered' WHEN b.force =
          12 THEN 'alleged' WHEN b.force = 13 THEN 'recommended' WHEN b.force = 14 THEN 'hypothetical' WHEN b.force = 15
          THEN 'denied' END AS verdict,
    CASE b.force WHEN 0 THEN 'definite' WHEN 1 THEN 'possible' WHEN 2 THEN 'undated' WHEN 3 THEN 'not_yet' WHEN 4 THEN
        'stale' WHEN 5 THEN 'ended' WHEN 10 THEN 'planned' WHEN 11 THEN 'considered' WHEN 12 THEN 'alleged' WHEN 13 THEN
        'recommended' WHEN 14 THEN 'hypothetical' WHEN 15 THEN 'denied' END AS standing, b.here_now AS present,
    CASE WHEN b.force >= 10 THEN CASE b.force WHEN 10 THEN 'planned' WHEN 11 THEN 'considered' WHEN 12 THEN 'alleged'
        WHEN 13 THEN 'recommended' WHEN 14 THEN 'hypothetical' WHEN 15 THEN 'denied' END ELSE CASE b.rank WHEN 0 THEN
        'factual' WHEN 1 THEN 'reported' WHEN 2 THEN 'assessed' WHEN 3 THEN 'alleged' WHEN 4 THEN 'planned' WHEN 5 THEN
        'considered' WHEN 6 THEN 'recommended' WHEN 7 THEN 'hypothetical' WHEN 8 THEN 'denied' END END AS manner,
        b.length AS links,
    list_sort(list_distinct(b.shown)) AS claims, list_sort(list_distinct(b.denied)) AS denials
  FROM (SELECT 1 AS one) AS o
  LEFT JOIN (SELECT b.* FROM either AS b) AS b ON TRUE
),
-- whether the tables can answer this
guard AS (
  SELECT q.*, (SELECT count(*) FROM parts AS p WHERE p.time = 'year' AND p.first <= DATE '2023-01-01' AND p.last >= DATE
      '2023-12-31' AND p.part IN ('sahran', 'shield')) > 0 AS named FROM (
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
  SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM guard AS g WHERE CASE
      WHEN g.n <> 1 THEN error('the tables have no one row in `about`, so that nothing is known of them')
      WHEN g.contract <> 1 THEN error('the tables are of another contract than 1: write them with this whobacks')
      WHEN g.reach <> '2y' THEN error('the tables are made for another reach: make them by whobacks export parquet -o tables')
      WHEN g.sources <> '' THEN error('the tables tell how ties stand by other sources: make them by whobacks export parquet -o tables')
      WHEN NOT coalesce(list_contains(g.rolled, 'year'), FALSE) THEN error('the tables do not tell how ties stand where parts act for wholes; --no-roll-up leaves parts by themselves')
      WHEN g.kept <> '' THEN error('the tables keep others apart where parts act for wholes: make them by whobacks export parquet -o tables')
      WHEN g.named THEN error('whom the pattern names is part of somebody else in these tables: make them by whobacks export parquet --keep ACTOR')
      ELSE FALSE END
)
SELECT verdict, standing, present, manner, links, claims, denials
FROM given
