-- Which months, quarters and years were sampled from beginning to end?
-- One row per month and period it is in: a quarter or year of which a month has no record is not there yet.
with sampled as (
    select distinct month
    from batches_by_place
),

complete as (
    select
        periods.grain,
        periods.period
    from periods
    left join sampled on periods.month = sampled.month
    group by periods.grain, periods.period
    having count(*) = count(sampled.month)
)

select
    periods.month,
    periods.grain,
    periods.period,
    periods.until
from periods
inner join complete on periods.grain = complete.grain and periods.period = complete.period
