using System.Security.Cryptography;
using System.Text;

namespace EksConnector.Core.Reports;

/// <summary>The style sheet and the script of a report, and the policy that allows these two and nothing else.</summary>
internal static class ReportSource
{
    // The line endings of the source file must not change what browsers hash.
    /// <summary>The style sheet.</summary>
    public static string Style { get; } = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--soft:#f6f8fa;--link:#0550ae;--good:#116329;--bad:#b3151d;--doubt:#7d4e00;--lost:#953800;--goodbg:#e6f6ea;--badbg:#ffeceb;--doubtbg:#fff5d6}
        @media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9aa5b1;--line:#3a424c;--soft:#161b22;--link:#79c0ff;--good:#56d364;--bad:#ff8078;--doubt:#e3b341;--lost:#f0883e;--goodbg:#0f2a17;--badbg:#33161a;--doubtbg:#2d240c}}
        *{box-sizing:border-box}
        html{background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
        body{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 3rem}
        a{color:var(--link)}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
        h2{font-size:1.35rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
        h3{font-size:1.15rem;line-height:1.3;margin:0 0 .5rem;overflow-wrap:anywhere}
        h4{font-size:1rem;margin:1.25rem 0 .4rem}
        p{margin:.4rem 0}
        .dim{color:var(--dim)}
        .skip{position:absolute;left:-99rem}
        .skip:focus{position:static}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
        .tiles li{border:1px solid var(--line);border-left:.35rem solid var(--dim);border-radius:.4rem;padding:.6rem .8rem}
        .tiles b{display:block;font-size:1.7rem;line-height:1.2}
        .tiles .good{border-left-color:var(--good)}.tiles .bad{border-left-color:var(--bad)}.tiles .doubt{border-left-color:var(--doubt)}.tiles .lost{border-left-color:var(--lost)}
        table{border-collapse:collapse;width:100%;font-size:.925rem}
        caption{text-align:left;font-weight:600;padding:1rem 0 .3rem}
        th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
        thead th{color:var(--dim);font-weight:600;white-space:nowrap}
        tbody th{font-weight:600}
        .num{text-align:right;white-space:nowrap}
        .nowrap{white-space:nowrap}
        .word{font-weight:600;white-space:nowrap}
        .word.good,.word.passed{color:var(--good)}.word.bad,.word.failed{color:var(--bad)}.word.doubt,.word.warned{color:var(--doubt)}
        article{border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
        .verdict{display:inline-block;border-radius:.3rem;padding:.1rem .6rem;font-weight:600;overflow-wrap:anywhere}
        .verdict.good{background:var(--goodbg);color:var(--good)}.verdict.bad{background:var(--badbg);color:var(--bad)}.verdict.doubt{background:var(--doubtbg);color:var(--doubt)}
        dl{display:grid;grid-template-columns:minmax(5.5rem,max-content) 1fr;gap:.35rem 1rem;margin:.75rem 0}
        dt{color:var(--dim);font-weight:600}
        dd{margin:0;overflow-wrap:anywhere}
        th,td,dd,h3,.verdict,li{unicode-bidi:isolate}
        pre{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .75rem;margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere;direction:ltr;unicode-bidi:isolate;font:.85rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
        button{font:inherit;font-size:.85rem;color:var(--fg);background:var(--soft);border:1px solid var(--dim);border-radius:.4rem;padding:.2rem .7rem;cursor:pointer}
        summary{cursor:pointer;font-weight:600;padding:.2rem 0}
        details{margin:.5rem 0}
        figure{margin:1rem 0 0}
        figcaption{font-weight:600;margin-bottom:.25rem}
        .time{display:block;width:100%;font-size:.75rem;overflow:visible}
        .time text{fill:var(--fg)}.time .tick{fill:var(--dim);text-anchor:middle}.time .now{text-anchor:end}
        .time line{stroke:var(--line)}.time .up{stroke:var(--good);stroke-width:6;stroke-linecap:round}
        .Connected{fill:var(--good)}.Started,.Created{fill:var(--dim)}.Restarted,.Failed,.Lost{fill:var(--lost)}.Refused{fill:var(--bad)}
        .key{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;margin:.3rem 0;list-style:none;font-size:.85rem}
        .key svg{width:14px;height:14px;vertical-align:-2px;overflow:visible}
        .codes{columns:16rem;padding-left:1.2rem;margin:.3rem 0;font-size:.9rem}
        .none{position:absolute;width:0;height:0}
        @media screen and (max-width:40rem){thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}table,caption,tbody,tr,td,tbody th{display:block}tr{padding:.5rem 0;border-bottom:1px solid var(--line)}td,tbody th{border:0;padding:.05rem 0;overflow-wrap:anywhere}td:empty{display:none}td::before{content:attr(data-label) ": ";color:var(--dim);font-weight:600}.num{text-align:left}body{padding:1rem .75rem 2rem}article{padding:.75rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
        @media print{:root{--bg:#fff;--fg:#000;--dim:#444;--line:#bbb;--soft:#f6f8fa;--link:#000;--good:#116329;--bad:#b3151d;--doubt:#7d4e00;--lost:#953800;--goodbg:#fff;--badbg:#fff;--doubtbg:#fff}html{font-size:11px}body{max-width:none;padding:0}article{break-inside:auto;border-color:#999}h2,h3,h4,figcaption,caption,thead{break-after:avoid}tr,figure,pre{break-inside:avoid}.verdict{border:1px solid}button,.skip{display:none}details::details-content{content-visibility:visible;display:block}}
        """.ReplaceLineEndings("\n");

    /// <summary>The script, which adds a button to each command that copies it. The report is complete without it.</summary>
    public static string Script { get; } = """
        for(const pre of document.querySelectorAll('pre')){const button=document.createElement('button');button.type='button';button.textContent='Copy';button.setAttribute('aria-label','Copy the command for '+pre.getAttribute('aria-label'));const state=document.createElement('span');state.setAttribute('role','status');button.addEventListener('click',async()=>{try{await navigator.clipboard.writeText(pre.textContent);state.textContent=' Copied'}catch{getSelection().selectAllChildren(pre);state.textContent=' Press Ctrl+C to copy'}});pre.after(button,state)}
        """.ReplaceLineEndings("\n");

    /// <summary>The Content-Security-Policy: no network, no frames, no forms, and no style sheet or script but the two here.</summary>
    public static string Policy { get; } = $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; base-uri 'none'; form-action 'none'";

    private static string HashOf(string source) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(source)))}";
}
