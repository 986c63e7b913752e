-- Counts and sums by day and every dimension: what `report` is made of. Each line adds (1) or withdraws
-- (-1) a fact, so the sum of the signs is what holds. A mean is a sum of seconds by its n.
CREATE OR REPLACE VIEW ouvido_by_day AS
SELECT
  day, touchpoint, team, channel, kind, severity,
  sum(CASE WHEN measure = 'first_response' AND state = 'done' THEN sign ELSE 0 END) AS first_responses,
  sum(CASE WHEN measure = 'first_response' AND state = 'running' THEN sign ELSE 0 END) AS unanswered,
  sum(CASE WHEN measure = 'first_response' AND state = 'without' THEN sign ELSE 0 END) AS never_answered,
  sum(CASE WHEN measure = 'first_response' AND state = 'done' THEN sign * seconds ELSE 0 END)
    AS first_response_seconds,
  sum(CASE WHEN measure = 'first_response' AND state = 'done' THEN sign * open_seconds ELSE 0 END)
    AS first_response_open_seconds,
  sum(CASE WHEN measure IN ('first_response', 'further_response') AND state = 'done' THEN sign ELSE 0 END)
    AS responses,
  sum(CASE WHEN measure IN ('first_response', 'further_response') AND state = 'done'
    THEN sign * seconds ELSE 0 END) AS response_seconds,
  sum(CASE WHEN measure = 'resolution' AND state = 'done' THEN sign ELSE 0 END) AS resolutions,
  sum(CASE WHEN measure = 'resolution' AND state = 'done' THEN sign * seconds ELSE 0 END)
    AS resolution_seconds,
  sum(CASE WHEN measure = 'handling' AND state = 'done' THEN sign ELSE 0 END) AS handled,
  sum(CASE WHEN measure = 'handling' AND state = 'done' THEN sign * seconds ELSE 0 END)
    AS handling_seconds,
  sum(CASE WHEN measure = 'promise' AND state = 'kept' THEN sign ELSE 0 END) AS promises_kept,
  sum(CASE WHEN measure = 'promise' AND state = 'missed' THEN sign ELSE 0 END) AS promises_missed,
  -- of a day that is over these were missed as well
  sum(CASE WHEN measure = 'promise' AND state = 'running' THEN sign ELSE 0 END) AS promises_running,
  sum(CASE WHEN measure = 'survey' AND coalesce(why, '') <> 'unasked' THEN sign ELSE 0 END)
    AS surveys_asked,
  sum(CASE WHEN measure = 'survey' AND coalesce(why, '') <> 'unasked' AND state = 'done'
    THEN sign ELSE 0 END) AS surveys_answered,
  sum(CASE WHEN measure = 'further_response' AND state = 'done'
    THEN sign ELSE 0 END) AS further_responses,
  sum(CASE WHEN measure = 'further_response' AND state = 'done'
    THEN sign * seconds ELSE 0 END) AS further_response_seconds,
  sum(CASE WHEN measure = 'further_response' AND state = 'done'
    THEN sign * open_seconds ELSE 0 END) AS further_response_open_seconds,
  sum(CASE WHEN measure = 'further_response' AND state = 'running'
    THEN sign ELSE 0 END) AS further_unanswered,
  sum(CASE WHEN measure = 'further_response' AND state = 'without'
    THEN sign ELSE 0 END) AS further_never_answered,
  sum(CASE WHEN measure = 'resolution' AND state = 'done'
    THEN sign * open_seconds ELSE 0 END) AS resolution_open_seconds,
  sum(CASE WHEN measure = 'resolution' AND state = 'running'
    THEN sign ELSE 0 END) AS unresolved,
  sum(CASE WHEN measure = 'resolution' AND state = 'without'
    THEN sign ELSE 0 END) AS never_resolved,
  sum(CASE WHEN measure = 'handling' AND state = 'done'
    THEN sign * open_seconds ELSE 0 END) AS handling_open_seconds,
  sum(CASE WHEN measure = 'handling' AND state = 'running'
    THEN sign ELSE 0 END) AS being_handled,
  sum(CASE WHEN measure = 'pause' AND state = 'done'
    THEN sign ELSE 0 END) AS pauses,
  sum(CASE WHEN measure = 'pause' AND state = 'done'
    THEN sign * seconds ELSE 0 END) AS pause_seconds,
  sum(CASE WHEN measure = 'pause' AND state = 'done'
    THEN sign * open_seconds ELSE 0 END) AS pause_open_seconds,
  sum(CASE WHEN measure = 'pause' AND state = 'running'
    THEN sign ELSE 0 END) AS pausing,
  sum(CASE WHEN measure = 'acknowledgement' AND state = 'done'
    THEN sign ELSE 0 END) AS acknowledgements,
  sum(CASE WHEN measure = 'acknowledgement' AND state = 'done'
    THEN sign * seconds ELSE 0 END) AS acknowledgement_seconds,
  sum(CASE WHEN measure = 'acknowledgement' AND state = 'done'
    THEN sign * open_seconds ELSE 0 END) AS acknowledgement_open_seconds,
  sum(CASE WHEN measure = 'unreached' AND state = 'done'
    THEN sign ELSE 0 END) AS unreached_heard,
  sum(CASE WHEN measure = 'unreached' AND state = 'done'
    THEN sign * seconds ELSE 0 END) AS unreached_seconds,
  sum(CASE WHEN measure = 'unreached' AND state = 'done'
    THEN sign * open_seconds ELSE 0 END) AS unreached_open_seconds,
  sum(CASE WHEN measure = 'unreached' AND state = 'running'
    THEN sign ELSE 0 END) AS unreached_running,
  sum(CASE WHEN measure = 'unreached' AND state = 'without'
    THEN sign ELSE 0 END) AS unreached_never,
  sum(CASE WHEN measure = 'promise' AND state = 'waiting'
    THEN sign ELSE 0 END) AS promises_waiting,
  sum(CASE WHEN measure = 'level' AND level > 0
    THEN sign ELSE 0 END) AS escalations,
  sum(CASE WHEN measure = 'level' AND level > 0 AND state = 'running'
    THEN sign ELSE 0 END) AS escalations_running,
  sum(CASE WHEN measure = 'survey' AND why = 'unasked'
    THEN sign ELSE 0 END) AS ratings_unasked,
  sum(CASE WHEN score IS NOT NULL THEN sign ELSE 0 END) AS scores,
  sum(CASE WHEN score >= 4 THEN sign ELSE 0 END) AS satisfied,
  sum(CASE WHEN recommend >= 9 THEN sign ELSE 0 END) AS promoters,
  sum(CASE WHEN recommend BETWEEN 7 AND 8 THEN sign ELSE 0 END) AS passives,
  sum(CASE WHEN recommend <= 6 THEN sign ELSE 0 END) AS detractors
FROM ouvido_facts
GROUP BY day, touchpoint, team, channel, kind, severity
