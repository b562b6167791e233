-- How does one figure divide by one breakdown?
-- One row per member in the period and region asked, and one for the whole (member `all`), which comes first.
select
    figures.dimension,
    figures.member,
    figures.period,
    figures.until,
    figures.grain,
    figures.region,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.step,
    figures.printed,
    figures.bound,
    figures.flags,
    figures.turned,
    figures.note,
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
from sides($observations, $indicator, $complement) as figures
inner join read_parquet($sources) as cited on figures.source = cited.source
where
    figures.shown
    and figures.status = $status
    and figures.measure = $measure
    and figures.grain = $grain
    and figures.until = $until
    and ($period is null or figures.period = $period)
    and figures.region = $region
    and figures.dimension in ('all', $dimension)
order by figures.dimension <> 'all', figures.member
