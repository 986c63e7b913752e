-- The table as DynamoDB exports it (`python -m infra export --dynamodb`): one JSON object a line, each value
-- under the letter of its type. ${location} is the folder `data/` of one export: s3://bucket/prefix/AWSDynamoDB/<id>/data/
-- Only what the measurements need is named here; all else in the files is passed over.
CREATE EXTERNAL TABLE ouvido_table (
  item struct<
    sk: struct<s: string>, entity: struct<s: string>, feedback_id: struct<s: string>,
    fact_lines: struct<l: array<struct<m: struct<
      sign: struct<n: string>, measure: struct<s: string>, cycle: struct<n: string>, number: struct<n: string>,
      state: struct<s: string>, `start`: struct<s: string>, `end`: struct<s: string>, seconds: struct<n: string>,
      open_seconds: struct<n: string>, day: struct<s: string>, touchpoint: struct<s: string>, team: struct<s: string>,
      holder: struct<s: string>, channel: struct<s: string>, kind: struct<s: string>, severity: struct<s: string>,
      policy: struct<s: string>, calendar: struct<s: string>, configuration: struct<n: string>, level: struct<n: string>,
      why: struct<s: string>, due: struct<s: string>, score: struct<n: string>, recommend: struct<n: string>
    >>>>
  >
)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION '${location}'
