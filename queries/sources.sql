-- Who says so: every source of one figure, the shown one first?
-- One row per source of the figure; all rows agree in everything but the source and what it printed.
select
    figures.indicator,
    figures.period,
    figures.until,
    figures.grain,
    figures.region,
    figures.dimension,
    figures.member,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.step,
    figures.printed,
    figures.bound,
    figures.flags,
    figures.shown,
    figures.note,
    figures.transcript,
    figures.source,
    cited.publisher,
    cited.publisher_en,
    cited.title,
    cited.title_en,
    cited.described,
    cited.number,
    cited.date,
    cited.seen,
    cited.remark,
    cited.remark_en
from read_parquet($observations) as figures
inner join read_parquet($sources) as cited on figures.source = cited.source
where
    figures.indicator = $indicator
    and figures.status = $status
    and figures.measure = $measure
    and figures.grain = $grain
    and figures.until = $until
    and ($period is null or figures.period = $period)
    and figures.region = $region
    and figures.dimension = $dimension
    and figures.member = $member
order by figures.shown desc, figures.source asc
