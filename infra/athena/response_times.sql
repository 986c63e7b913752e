-- Median and p90 of the first response by day, exact, by the nearest rank.
CREATE OR REPLACE VIEW ouvido_response_times AS
WITH holding AS (
  SELECT feedback_id, day, seconds
  FROM ouvido_facts
  WHERE measure = 'first_response' AND state = 'done'
  GROUP BY feedback_id, day, seconds
  HAVING sum(sign) > 0
), ranked AS (
  SELECT day, seconds,
    row_number() OVER (PARTITION BY day ORDER BY seconds) AS rank,
    count(*) OVER (PARTITION BY day) AS n
  FROM holding
)
SELECT day, max(n) AS n,
  min(CASE WHEN 2 * rank >= n THEN seconds END) AS median,
  min(CASE WHEN 10 * rank >= 9 * n THEN seconds END) AS p90
FROM ranked
GROUP BY day
