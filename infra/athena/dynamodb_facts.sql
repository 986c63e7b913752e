-- Facts from the table as DynamoDB exports it, with the columns of the Parquet file: the other views stand on
-- either. Each item of facts has one or more lines.
CREATE OR REPLACE VIEW ouvido_facts AS
WITH facts AS (
  SELECT item.feedback_id.s AS feedback_id, substr(item.sk.s, 3) AS source, item.fact_lines.l AS lines
  FROM ouvido_table
  WHERE item.entity.s = 'facts' AND cardinality(item.fact_lines.l) > 0
), single AS (
  SELECT feedback_id, source, lines[i].m AS line
  FROM facts CROSS JOIN UNNEST(sequence(1, cardinality(lines))) AS numbers (i)
)
SELECT
  feedback_id, source, CAST(line.sign.n AS bigint) AS sign,
  line.measure.s AS measure,
  CAST(line.cycle.n AS bigint) AS cycle,
  CAST(line.number.n AS bigint) AS number,
  line.state.s AS state,
  CAST(replace(replace(line."start".s, 'T', ' '), 'Z', '') AS timestamp) AS "start",
  CAST(replace(replace(line."end".s, 'T', ' '), 'Z', '') AS timestamp) AS "end",
  CAST(line.seconds.n AS bigint) AS seconds,
  CAST(line.open_seconds.n AS bigint) AS open_seconds,
  CAST(line.day.s AS date) AS day,
  line.touchpoint.s AS touchpoint,
  line.team.s AS team,
  line.holder.s AS holder,
  line.channel.s AS channel,
  line.kind.s AS kind,
  line.severity.s AS severity,
  line.policy.s AS policy,
  line.calendar.s AS calendar,
  CAST(line.configuration.n AS bigint) AS configuration,
  CAST(line.level.n AS bigint) AS level,
  line.why.s AS why,
  CAST(replace(replace(line.due.s, 'T', ' '), 'Z', '') AS timestamp) AS due,
  CAST(line.score.n AS bigint) AS score,
  CAST(line.recommend.n AS bigint) AS recommend
FROM single
