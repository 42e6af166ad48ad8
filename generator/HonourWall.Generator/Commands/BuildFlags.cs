using System.CommandLine;
using System.Globalization;

namespace HonourWall.Generator.Commands;

/// <summary>The flags that <c>build</c>, <c>check</c> and <c>serve</c> share, as people know them from other generators.</summary>
public sealed class BuildFlags
{
    public Option<string> Source { get; } = new("--source", "-s") { Description = "内容文件夹 content folder", DefaultValueFactory = _ => "content", HelpName = "folder" };
    public Option<Uri?> BaseUrl { get; } = new("--base-url", "-b")
    {
        Description = "网站地址，用于订阅、站点地图和引用 address of the site",
        HelpName = "url",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length + url.Fragment.Length == 0) return url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
            result.AddError($"--base-url: \"{result.Tokens[0].Value}\" 不是网址 is not an http address");
            return null;
        },
    };
    public Option<bool> RelativeUrls { get; } = new("--relative-urls") { Description = "相对链接（默认，总是如此） relative links (always on)" };
    public Option<bool> Drafts { get; } = new("--drafts", "-D") { Description = "包括草稿 include drafts" };
    public Option<bool> Future { get; } = new("--future", "-F") { Description = "包括尚未到发布日期的页 include pages whose day has not come" };
    public Option<bool> Stick { get; } = new("--stick") { Description = "从文件夹直接打开（U 盘） the site opens from a folder" };
    public Option<DateTimeOffset?> Clock { get; } = new("--clock")
    {
        Description = "按此时刻判断公示和定时发布 the moment at which notices and scheduled pages are judged",
        HelpName = "instant",
        CustomParser = result =>
        {
            // A moment without a zone is Beijing time, the site's own.
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            {
                var hasZone = result.Tokens[0].Value.EndsWith('Z') || result.Tokens[0].Value.LastIndexOfAny(['+', '-']) > 8;
                return hasZone ? moment : new DateTimeOffset(moment.DateTime, TimeSpan.FromHours(8));
            }
            result.AddError($"--clock: \"{result.Tokens[0].Value}\" 不是时刻 is not a moment (2026-05-01T09:00+08:00)");
            return null;
        },
    };
    public Option<string> Cards { get; } = new("--cards") { Description = "分享图：all 或 none（publish 默认 all，其余默认 none） cards shown when a page is shared", HelpName = "all|none" };
    public Option<int> Jobs { get; } = NumberOption.Create("--jobs", ["-j"], Environment.ProcessorCount, 1, 1024);

    public void AddTo(Command command)
    {
        Cards.AcceptOnlyFromAmong("all", "none");
        Jobs.Description = "同时处理的页数 pages drawn at a time";
        foreach (var option in (Option[])[Source, BaseUrl, RelativeUrls, Drafts, Future, Stick, Clock, Cards, Jobs]) command.Options.Add(option);
    }

    public BuildOptions Read(ParseResult parsed) => new()
    {
        Source = parsed.GetValue(Source)!, // it has a default
        BaseUrl = parsed.GetValue(BaseUrl),
        Drafts = parsed.GetValue(Drafts),
        Future = parsed.GetValue(Future),
        Stick = parsed.GetValue(Stick),
        Cards = parsed.GetValue(Cards) == "all",
        Now = parsed.GetValue(Clock) ?? TimeProvider.System.GetUtcNow(),
        Jobs = parsed.GetValue(Jobs),
    };
}
