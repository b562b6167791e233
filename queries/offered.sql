-- Which indicators have figures?
-- One row per indicator with a level that is shown.
select distinct indicator
from read_parquet($choices)
where measure = 'level'
order by indicator
