-- How many batches of each kind were sampled in a city in the year, and how many conformed?
-- One row per city, class, size and channel; `national` counts national checks among them.
select
    places.ancestor as region,
    cast(date_trunc('year', inspections.date) as date) as year,
    inspections.product_class,
    inspections.enterprise_size,
    inspections.channel,
    count(*) as checked,
    sum(case when inspections.passed then 1 else 0 end) as conforming,
    sum(case when inspections.level = 'national' then 1 else 0 end) as national_checked,
    sum(case when inspections.level = 'national' and inspections.passed then 1 else 0 end)
        as national_conforming
from inspections
inner join places on inspections.region = places.region
where places.level = 'city'
group by
    places.ancestor,
    cast(date_trunc('year', inspections.date) as date),
    inspections.product_class,
    inspections.enterprise_size,
    inspections.channel
