-- ?x support+ shield, as whobacks find answers it; for spark
-- tables: whobacks export parquet -o tables
-- a script: it keeps rows in tables of its own in the current schema, called whobacks_, a number and what they are, and drops them at its end
BEGIN
  DECLARE whobacks_run STRING DEFAULT concat('whobacks_', replace(uuid(), '-', '_'));

  DECLARE whobacks_wrong STRING;
  DECLARE whobacks_level INT;

  -- an error where the tables cannot answer this
  SET whobacks_wrong = (
    SELECT CASE
      WHEN g.n <> 1 THEN 'the tables have no one row in `about`, so that nothing is known of them'
      WHEN g.contract <> 1 THEN 'the tables are of another contract than 1: write them with this whobacks'
      WHEN g.reach <> '2y' THEN 'the tables are made for another reach: make them by whobacks export parquet -o tables'
      WHEN g.sources <> '' THEN 'the tables tell how ties stand by other sources: make them by whobacks export parquet -o tables'
          END
    FROM (
      SELECT q.*, FALSE AS named FROM (
        SELECT count(*) AS n, max(a.contract) AS contract, max(a.reach) AS reach, max(array_join(a.sources, ' ')) AS
            sources,
          max(array_join(a.kept, ' ')) AS kept, max(a.spans) AS spans, max(a.rolled) AS rolled
        FROM parquet.`tables/about.parquet` AS a
      ) AS q
    ) AS g
  );
  IF whobacks_wrong IS NOT NULL THEN
    SELECT raise_error(whobacks_wrong);
  END IF;

  -- all ties from x to y that a step takes, as one link
  CREATE TABLE IDENTIFIER(concat(whobacks_run, '_hop')) USING parquet AS
  WITH
  -- what the tables say of the time asked about
  seen AS (
    SELECT s.from AS a, s.to AS b, s.relation, s.symmetric, s.event, s.claim, s.standing, s.present,
      s.manner, s.claims, s.said, s.said_as, s.denials, s.windows_first, s.windows_last
    FROM parquet.`tables/standing.parquet` AS s
    WHERE s.time = 'told' AND s.own
  ),
  -- the ties that count, as ranks of firmness, and when they can have held
  counted AS (
    SELECT s.*, CASE s.standing WHEN 'definite' THEN 0 WHEN 'possible' THEN 1 WHEN 'undated' THEN 2 WHEN 'not_yet' THEN
        3 WHEN 'stale' THEN 4 WHEN 'ended' THEN 5 END AS force, CASE s.manner WHEN 'factual' THEN 0 WHEN 'reported' THEN
        1 WHEN 'assessed' THEN 2 WHEN 'alleged' THEN 3 WHEN 'planned' THEN 4 WHEN 'considered' THEN 5 WHEN 'recommended'
        THEN 6 WHEN 'hypothetical' THEN 7 WHEN 'denied' THEN 8 END AS rank, transform(s.windows_first, (f, i) ->
        named_struct('f', f, 'l', s.windows_last[i])) AS windows, s.claims AS shown,
      s.present AS here_now
    FROM seen AS s
    WHERE (s.standing <> 'said' AND (s.standing <> 'undated' OR s.present))
  ),
  -- who denies a tie denies its cases, and that of which it is a case
  denial AS (
    SELECT s.a, s.b, akin.name AS relation, flatten(collect_list(s.denials)) AS denials
    FROM seen AS s
    JOIN (
      SELECT c.name, c.relation FROM parquet.`tables/closure.parquet` AS c WHERE NOT c.backward
      UNION
      SELECT c.relation, c.name FROM parquet.`tables/closure.parquet` AS c WHERE NOT c.backward
    ) AS akin(name, relation)
      ON akin.relation = s.relation
    WHERE size(s.denials) > 0
    GROUP BY s.a, s.b, akin.name
  ),
  tie AS (
    SELECT s.*, coalesce(d.denials, CAST(array() AS array<string>)) AS denied
    FROM counted AS s
    LEFT JOIN denial AS d ON d.a = s.a AND d.b = s.b AND d.relation = s.relation
  ),
  -- ties as each sort of step takes them, from x to y
  spoke AS (
    SELECT 0 AS step, t.b AS x, t.a AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
    FROM tie AS t
    WHERE t.relation IN ('backs', 'politically_supports', 'recognises', 'deploys_troops_for', 'stations_forces_with',
        'strikes_for', 'provides_infrastructure_to', 'arms', 'supplies', 'trains', 'funds', 'pays',
        'shares_intelligence_with', 'gives_territory_to', 'permits', 'recruits_for', 'transports_for', 'allied_with',
        'fights_alongside', 'joins_forces_with', 'loyal_to', 'aligned_with', 'cooperates_with', 'trains_with',
        'has_ties_with', 'relies_on', 'praises') AND t.b <> '?'
    UNION ALL
    SELECT 0 AS step, t.a AS x, t.b AS y, t.force, t.rank, t.here_now, t.event, t.windows, t.shown, t.denied
    FROM tie AS t
    WHERE t.relation IN ('backs', 'politically_supports', 'recognises', 'deploys_troops_for', 'stations_forces_with',
        'strikes_for', 'provides_infrastructure_to', 'arms', 'supplies', 'trains', 'funds', 'pays',
        'shares_intelligence_with', 'gives_territory_to', 'permits', 'recruits_for', 'transports_for', 'allied_with',
        'fights_alongside', 'joins_forces_with', 'loyal_to', 'aligned_with', 'cooperates_with', 'trains_with',
        'has_ties_with', 'relies_on', 'praises') AND t.a <> '?' AND t.symmetric
  )
  SELECT k.step, k.x, k.y, min(k.force) AS force, min(k.force * 100 + k.rank) % 100 AS rank,
    bool_or(k.here_now) AS here_now, bool_or(k.event) AS event, flatten(collect_list(k.windows)) AS windows,
    flatten(collect_list(k.shown)) AS shown, flatten(collect_list(k.denied)) AS denied
  FROM spoke AS k
  GROUP BY k.step, k.x, k.y;

  -- each time of a link by itself, on the days asked about or whenever it was
  CREATE TABLE IDENTIFIER(concat(whobacks_run, '_chain1_time')) USING parquet AS
  WITH
  -- all ties from x to y that a step takes, as one link
  hop AS (
    SELECT t.* FROM IDENTIFIER(concat(whobacks_run, '_hop')) AS t
  ),
  -- the links that the path can take in each of its states
  chain1_edge AS (
    SELECT m.state, m.next, m.turn, h.x, h.y, h.force, h.rank, h.here_now, h.event, h.windows, h.shown, h.denied
    FROM (SELECT 0 AS state, 0 AS step, 1 AS next, 0 AS turn UNION ALL SELECT 1 AS state, 0 AS step, 1 AS next, 0 AS
        turn) AS m
    JOIN hop AS h ON h.step = m.step
  ),
  chain1_all AS (
    SELECT e.x, e.y, e.force, w.f AS f, w.l AS l
    FROM chain1_edge AS e
    LATERAL VIEW explode(e.windows) u AS w
    WHERE e.state = 1
  )
  SELECT TRUE AS asked, t.* FROM chain1_all AS t;

  -- who is reached from whom, how firmly, when and over whom
  CREATE TABLE IDENTIFIER(concat(whobacks_run, '_chain1_walk')) USING parquet AS
  WITH
  -- each time of a link by itself, on the days asked about or whenever it was
  chain1_time AS (
    SELECT t.* FROM IDENTIFIER(concat(whobacks_run, '_chain1_time')) AS t
  )
  SELECT t.x AS start, t.y AS here, t.asked, t.force, t.f, t.l, 1 AS length, array(t.x, t.y) AS path
  FROM chain1_time AS t
  WHERE t.x = 'shield';

  SET whobacks_level = 1;
  WHILE (SELECT count(*) > 0 FROM IDENTIFIER(concat(whobacks_run, '_chain1_walk')) AS w WHERE w.length = whobacks_level)
      DO
    INSERT INTO IDENTIFIER(concat(whobacks_run, '_chain1_walk'))
    WITH
    -- each time of a link by itself, on the days asked about or whenever it was
    chain1_time AS (
      SELECT t.* FROM IDENTIFIER(concat(whobacks_run, '_chain1_time')) AS t
    ),
    -- who is reached from whom, how firmly, when and over whom
    chain1_walk AS (
      SELECT t.* FROM IDENTIFIER(concat(whobacks_run, '_chain1_walk')) AS t
    )
    SELECT n.start, n.here, n.asked, n.force, n.f, n.l, n.length, min(n.path) AS path
    FROM (
      SELECT w.start, t.y AS here, w.asked, greatest(w.force, t.force) AS force, greatest(w.f, t.f) AS f,
        least(w.l, t.l) AS l, w.length + 1 AS length, concat(w.path, array(t.y)) AS path
      FROM chain1_walk AS w
      JOIN chain1_time AS t ON t.x = w.here AND t.asked = w.asked
      WHERE w.length = whobacks_level AND t.y <> w.start AND t.y <> '?' AND greatest(w.f, t.f) <= least(w.l, t.l)
    ) AS n
    LEFT ANTI JOIN chain1_walk AS k
      ON k.start = n.start AND k.here = n.here AND k.asked = n.asked AND k.force <= n.force
        AND k.f <= n.f AND k.l >= n.l
    GROUP BY n.start, n.here, n.asked, n.force, n.f, n.l, n.length;
    SET whobacks_level = whobacks_level + 1;
  END WHILE;

  WITH
  -- all ties from x to y that a step takes, as one link
  hop AS (
    SELECT t.* FROM IDENTIFIER(concat(whobacks_run, '_hop')) AS t
  ),
  -- the links that the path can take in each of its states
  chain1_edge AS (
    SELECT m.state, m.next, m.turn, h.x, h.y, h.force, h.rank, h.here_now, h.event, h.windows, h.shown, h.denied
    FROM (SELECT 0 AS state, 0 AS step, 1 AS next, 0 AS turn UNION ALL SELECT 1 AS state, 0 AS step, 1 AS next, 0 AS
        turn) AS m
    JOIN hop AS h ON h.step = m.step
  ),
  -- who is reached from whom, how firmly, when and over whom
  chain1_walk AS (
    SELECT t.* FROM IDENTIFIER(concat(whobacks_run, '_chain1_walk')) AS t
  ),
  -- of all ways from one to another the firmest and shortest
  chain1_best AS (
    SELECT b.start, b.here, b.force, b.length, b.path FROM (
      SELECT w.*, row_number() OVER (
        PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.path
      ) AS place
      FROM (
        SELECT w.start, w.here, w.force, w.length, w.path FROM chain1_walk AS w
        WHERE w.asked OR w.force > 2
        UNION ALL
        SELECT e.x, e.y, e.force, 1, array(e.x, e.y) FROM chain1_edge AS e WHERE e.state = 0 AND e.x = 'shield'
      ) AS w
    ) AS b
    WHERE b.place = 1
  ),
  chain1_link AS (
    SELECT b.start, b.here, b.path[u.i] AS x, b.path[u.i + 1] AS y
    FROM chain1_best AS b
    LATERAL VIEW explode(sequence(0, b.length - 1)) u AS i
  ),
  -- the links of those chains with their claims
  chain1_firmest AS (
    SELECT e.x, e.y, e.rank, e.here_now, e.shown, e.denied FROM (
      SELECT e.*, row_number() OVER (
        PARTITION BY e.x, e.y ORDER BY e.force, e.turn
      ) AS place FROM chain1_edge AS e WHERE e.state = 1
    ) AS e
    WHERE e.place = 1
  ),
  chain1 AS (
    SELECT b.start, b.here, b.force, max(e.rank) AS rank, min(CASE WHEN e.here_now THEN 1 ELSE 0 END) = 1 AS here_now,
      b.length, flatten(collect_list(e.shown)) AS shown, flatten(collect_list(e.denied)) AS denied,
          array(named_struct('f', DATE '0001-01-01', 'l', DATE '9999-12-31')) AS windows,
      array(b.force, b.length, 0) AS place
    FROM chain1_best AS b
    JOIN chain1_link AS k ON k.start = b.start AND k.here = b.here
    JOIN chain1_firmest AS e ON e.x = k.x AND e.y = k.y
    GROUP BY b.start, b.here, b.force, b.length
  ),
  row1 AS (
    SELECT c.here AS v0, c.force, c.rank, c.here_now, c.length, c.windows, c.shown, c.denied, c.place
    FROM chain1 AS c
    WHERE c.start = 'shield'
  ),
  -- of each answer the firmest and shortest
  best AS (
    SELECT b.* FROM (
      SELECT r.*, row_number() OVER (
        PARTITION BY r.v0 ORDER BY r.force, r.length, r.place, array_join(array_sort(array_distinct(r.shown)), ' ')
      ) AS pick
      FROM row1 AS r
    ) AS b
    WHERE b.pick = 1
  ),
  answer AS (
    SELECT b.v0 AS `x`, CASE b.force WHEN 0 THEN 'definite' WHEN 1 THEN 'possible' WHEN 2 THEN 'undated' WHEN 3 THEN
        'not_yet' WHEN 4 THEN 'stale' WHEN 5 THEN 'ended' WHEN 10 THEN 'planned' WHEN 11 THEN 'considered' WHEN 12 THEN
        'alleged' WHEN 13 THEN 'recommended' WHEN 14 THEN 'hypothetical' WHEN 15 THEN 'denied' END AS standing,
        b.here_now AS present,
      CASE WHEN b.force >= 10 THEN CASE b.force WHEN 10 THEN 'planned' WHEN 11 THEN 'considered' WHEN 12 THEN 'alleged'
          WHEN 13 THEN 'recommended' WHEN 14 THEN 'hypothetical' WHEN 15 THEN 'denied' END ELSE CASE b.rank WHEN 0 THEN
          'factual' WHEN 1 THEN 'reported' WHEN 2 THEN 'assessed' WHEN 3 THEN 'alleged' WHEN 4 THEN 'planned' WHEN 5
          THEN 'considered' WHEN 6 THEN 'recommended' WHEN 7 THEN 'hypothetical' WHEN 8 THEN 'denied' END END AS manner,
          b.length AS links,
      array_sort(array_distinct(b.shown)) AS claims, array_sort(array_distinct(b.denied)) AS denials
    FROM best AS b
    WHERE (b.force <> 3 OR NOT EXISTS (SELECT 1 FROM best AS o WHERE o.force <> 3))
  )
  SELECT `x`, standing, present, manner, links, claims, denials
  FROM answer
  ORDER BY CASE standing WHEN 'definite' THEN 0 WHEN 'possible' THEN 1 WHEN 'undated' THEN 2 WHEN 'not_yet' THEN 3 WHEN
      'stale' THEN 4 WHEN 'ended' THEN 5 WHEN 'planned' THEN 10 WHEN 'considered' THEN 11 WHEN 'alleged' THEN 12 WHEN
      'recommended' THEN 13 WHEN 'hypothetical' THEN 14 WHEN 'denied' THEN 15 END, CASE WHEN present THEN 0 ELSE 1 END,
      links, `x`;

  DROP TABLE IDENTIFIER(concat(whobacks_run, '_hop'));
  DROP TABLE IDENTIFIER(concat(whobacks_run, '_chain1_time'));
  DROP TABLE IDENTIFIER(concat(whobacks_run, '_chain1_walk'));
END
