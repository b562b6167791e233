-- How many batches of each level of check were sampled in a place in a month, and how many conformed?
-- One row per region as stated, level of check and month.
select
    region,
    level,
    cast(date_trunc('month', date) as date) as month,
    count(*) as checked,
    sum(case when passed then 1 else 0 end) as conforming
from inspections
group by region, level, cast(date_trunc('month', date) as date)
