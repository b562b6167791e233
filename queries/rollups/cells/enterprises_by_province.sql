-- Which enterprises were sampled by national checks in a province in the year?
-- One row per province, size and enterprise.
select distinct
    places.ancestor as region,
    cast(date_trunc('year', inspections.date) as date) as year,
    inspections.enterprise_size,
    inspections.enterprise
from inspections
inner join places on inspections.region = places.region
where inspections.level = 'national' and places.level = 'province'
