-- Which breakdowns can be counted from records, and how many members has each?
-- One row per breakdown of a figure, by member or by kind of region: counted from records, each is complete.
select
    indicator,
    status,
    measure,
    period,
    until,
    grain,
    region,
    dimension as breakdown,
    'complete' as coverage,
    count(distinct member) as members
from observations
where dimension <> 'all' and dimension not like '%*%'
group by indicator, status, measure, period, until, grain, region, dimension
union all
select
    figures.indicator,
    figures.status,
    figures.measure,
    figures.period,
    figures.until,
    figures.grain,
    '' as region,
    kinds.kind as breakdown,
    'complete' as coverage,
    count(distinct figures.region) as members
from observations as figures
inner join kinds on figures.region = kinds.region
where figures.dimension = 'all'
group by
    figures.indicator,
    figures.status,
    figures.measure,
    figures.period,
    figures.until,
    figures.grain,
    kinds.kind
