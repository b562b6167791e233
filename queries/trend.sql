-- How has one indicator moved over time, in one region and for one member?
-- One row per period, oldest first; rows of the other side ($complement) are turned and say so.
select
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
    and figures.region = $region
    and figures.dimension = $dimension
    and figures.member = $member
order by figures.until, figures.period
