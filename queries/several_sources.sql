-- Which figures of an indicator (on either side), or of all of them, does more than one source give?
-- One row per source of such a figure, newest figure first; of each figure the shown source comes first.
select
    figures.*,
    cited.* exclude (source)
from read_parquet($observations) as figures
inner join read_parquet($sources) as cited on figures.source = cited.source
where $indicator is null or figures.indicator in ($indicator, $complement)
qualify
    count(*) over (
        partition by
            figures.indicator,
            figures.status,
            figures.measure,
            figures.period,
            figures.until,
            figures.grain,
            figures.region,
            figures.dimension,
            figures.member
    ) > 1
order by
    figures.indicator asc,
    figures.until desc,
    figures.period desc nulls last,
    figures.grain asc,
    figures.region asc,
    figures.dimension <> 'all',
    figures.dimension asc,
    figures.member asc,
    figures.status asc,
    figures.measure asc,
    figures.shown desc,
    figures.source asc
