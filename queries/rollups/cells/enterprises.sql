-- How many enterprises were sampled by national checks in the year, each counted once?
-- One row per nation or province, and size (all for none).
select
    places.ancestor as region,
    cast(date_trunc('year', inspections.date) as date) as year,
    coalesce(inspections.enterprise_size, 'all') as enterprise_size,
    count(distinct inspections.enterprise) as enterprises
from inspections
inner join places on inspections.region = places.region
where inspections.level = 'national' and places.level in ('nation', 'province')
group by grouping sets (
    (places.ancestor, cast(date_trunc('year', inspections.date) as date), inspections.enterprise_size),
    (places.ancestor, cast(date_trunc('year', inspections.date) as date))
)
