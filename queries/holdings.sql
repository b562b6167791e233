-- What does the release hold of one indicator, on either side, and who says so?
-- One row per observation and source, newest first; nothing is turned, chosen among or left out.
select
    figures.*,
    cited.* exclude (source)
from read_parquet($observations) as figures
inner join read_parquet($sources) as cited on figures.source = cited.source
where
    figures.indicator in ($indicator, $complement)
    and ($regions is null or list_contains($regions, figures.region))
    and ($dimension is null or figures.dimension = $dimension)
order by
    figures.until desc,
    figures.period desc nulls last,
    figures.region asc,
    figures.dimension <> 'all',
    figures.dimension asc,
    figures.member asc,
    figures.indicator asc,
    figures.status asc,
    figures.measure <> 'level',
    figures.measure asc,
    figures.grain asc,
    figures.shown desc,
    figures.source asc
