-- How many batches were sampled in every place and period, in all and, from provinces up, by level of check?
-- One row per region of any kind, grain and period, and level of check (all for none).
select
    places.ancestor as region,
    places.level as kind,
    periods.grain,
    periods.period,
    periods.until,
    'check_level' as dimension,
    coalesce(cells.level, 'all') as member,
    sum(cells.checked) as checked,
    sum(cells.conforming) as conforming,
    sum(case when cells.level = 'national' then cells.checked else 0 end) as national_checked,
    sum(case when cells.level = 'national' then cells.conforming else 0 end) as national_conforming
from batches_by_place as cells
inner join places on cells.region = places.region
inner join periods on cells.month = periods.month
group by
    grouping sets (
        (places.ancestor, places.level, periods.grain, periods.period, periods.until, cells.level),
        (places.ancestor, places.level, periods.grain, periods.period, periods.until)
    )
having cells.level is null or places.level in ('nation', 'group', 'province')
