-- Facts as `python -m infra export --what facts --format parquet` writes them, put under one prefix of a
-- bucket of yours. ${location} is that prefix: s3://bucket/prefix/
CREATE EXTERNAL TABLE ouvido_facts (
  feedback_id string, source string, sign bigint, measure string, cycle bigint, number bigint,
  state string, `start` timestamp, `end` timestamp, seconds bigint, open_seconds bigint, day date,
  touchpoint string, team string, holder string, channel string, kind string, severity string,
  policy string, calendar string, configuration bigint, level bigint, why string, due timestamp,
  score bigint, recommend bigint
)
STORED AS PARQUET
LOCATION '${location}'
