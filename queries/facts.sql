-- Which single facts are known about a topic, or hold certain words?
-- One row per fact, with its quote and source; $text is looked for in names and quote, whatever its case.
select
    stated.fact,
    stated.topic,
    stated.name_zh,
    stated.name_en,
    stated.status,
    stated.measure,
    stated.period,
    stated.until,
    stated.grain,
    stated.region,
    stated.value,
    stated.step,
    stated.printed,
    stated.bound,
    stated.unit_zh,
    stated.unit_en,
    stated.flags,
    stated.quote,
    stated.note,
    stated.source,
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
from read_parquet($facts) as stated
inner join read_parquet($sources) as cited on stated.source = cited.source
where
    ($topic is null or stated.topic = $topic)
    and (
        $text is null
        or contains(lower(stated.name_zh || ' ' || stated.name_en || ' ' || stated.quote), lower($text))
    )
order by stated.topic, stated.fact
