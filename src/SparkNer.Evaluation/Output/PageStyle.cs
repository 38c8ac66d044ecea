namespace SparkNer.Evaluation.Output;

/// <summary>How the page looks.</summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root{color-scheme:light dark}
        body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
        h2{margin-top:2.5rem;font-size:1.2rem}
        dl{display:grid;grid-template-columns:max-content auto;gap:.1rem 1rem}
        dt{opacity:.7}dd{margin:0}
        table{border-collapse:collapse;margin:.5rem 0}
        th,td{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #8884;font-variant-numeric:tabular-nums}
        tbody th,thead th:first-child{text-align:left}
        .wide{overflow-x:auto}
        details{border-bottom:1px solid #8884;padding:.3rem 0}
        summary{cursor:pointer}
        li p{margin:.1rem 0 .6rem}
        small{opacity:.6}
        u{text-decoration:underline 2px #2e7d32;text-underline-offset:3px}
        mark{background:#c6282840;color:inherit;border-radius:2px}
        """;
}
