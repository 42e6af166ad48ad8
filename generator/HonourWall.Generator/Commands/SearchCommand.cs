using System.Collections.Immutable;
using System.CommandLine;
using HonourWall.Generator.Searching;
using HonourWall.Search;
using HonourWall.Search.Format;
using HonourWall.Site;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall search</c>: asks the index of a built site, as its search page does.</summary>
public static class SearchCommand
{
    private static readonly Argument<string> Query = new("query") { Description = "要找的字：名字、拼音、单位、任意一段话 names, pinyin, employers, any run of characters", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
    private static readonly Option<string> Site = new("--index") { Description = "已生成的网站 a built site", DefaultValueFactory = _ => "public", HelpName = "folder" };
    private static readonly Option<string[]> District = Several("--district", "只要这个区：海淀区 或 haidian of that district", "id");
    private static readonly Option<string[]> Year = new("--year") { Description = "只要这一年或这些年：2015、1959-1979；undated 是年份未注明的 of that year or range; undated: the year is not known", HelpName = "yyyy|yyyy-yyyy|undated", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Award = Several("--award", "只要这个奖项 of that award", "id");
    private static readonly Option<string[]> Industry = Several("--industry", "只要这个行业 of that industry", "id");
    private static readonly Option<string[]> Level = Several("--level", "只要这一级：national、municipal…… of that level", "id");
    private static readonly Option<string[]> Kind = Several("--kind", "只要人、集体、工作室或故事 of that kind", "person|collective|studio|story");
    private static readonly string[] Kinds = ["person", "collective", "studio", "story"];
    private static readonly string[] Levels = ["national", "provincial", "municipal", "district", "enterprise", "unknown"];
    private static readonly Option<string> Sort = new Option<string>("--sort") { Description = "次序 order", DefaultValueFactory = _ => "relevance" }.AcceptOnlyFromAmong("relevance", "year", "name");
    private static readonly Option<int> Limit = new("--limit") { Description = "至多几条 at most so many", DefaultValueFactory = _ => 10, HelpName = "n" };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "输出格式；jsonl 与 --queries 同用 output; jsonl goes with --queries", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json", "csv", "jsonl");
    private static readonly Option<string?> Queries = new("--queries") { Description = "一批问题，每个一行结果 {\"id\", \"hits\"} a file of questions, a line each", HelpName = "file.json" };
    private static readonly Option<bool> Explain = new("--explain") { Description = "说明怎样理解、为何找到 say how it was understood and why it was found" };
    private static readonly Option<string> Language = new Option<string>("--lang") { Description = "语言 language", DefaultValueFactory = _ => "zh" }.AcceptOnlyFromAmong("zh", "en");

    public static Command Create()
    {
        var command = new Command("search", "在已生成的网站里检索 searches a built site");
        command.Arguments.Add(Query);
        foreach (var option in (Option[])[Site, District, Year, Award, Industry, Level, Kind, Sort, Limit, Format, Queries, Explain, Language]) command.Options.Add(option);
        Year.Validators.Add(result =>
        {
            foreach (var token in FacetChoice.Split(result.Tokens.Select(t => t.Value)))
                if (token != Addresses.UndatedYear && (token.Split('-') is not ([{ Length: 4 }] or [{ Length: 4 }, { Length: 0 or 4 }] or [{ Length: 0 }, { Length: 4 }]) || !token.Replace("-", "", StringComparison.Ordinal).All(char.IsAsciiDigit))) result.AddError($"--year：「{token}」不是年份，写 2015、1959-1979、1959- 或 undated。 no year; write 2015, 1959-1979, 1959- or undated");
        });
        foreach (var (option, known) in new[] { (Kind, Kinds), (Level, Levels) })
        {
            option.Validators.Add(result =>
            {
                foreach (var token in FacetChoice.Split(result.Tokens.Select(t => t.Value)).Where(token => !known.Contains(token)))
                    result.AddError($"{option.Name}：没有「{token}」。有 there is: {string.Join(", ", known)}");
            });
        }
        Limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var limit) && limit < 1) result.AddError("--limit：至少是 1。 at least 1");
        });
        command.Validators.Add(result =>
        {
            // Not by its value: there is none where it is another word than those accepted.
            if (result.GetResult(Format) is { Implicit: false, Tokens: [var format] } && (format.Value == "jsonl") != (result.GetResult(Queries) is { Implicit: false }))
                result.AddError("--format jsonl 与 --queries 要同用。 --format jsonl goes with --queries");
        });
        command.SetAction(parsed => Run(parsed, parsed.GetValue(Language) == "zh"));
        return command;
    }

    private static Option<string[]> Several(string name, string description, string help) => new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true };

    private static int Run(ParseResult parsed, bool chinese)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var site = parsed.GetValue(Site)!; // it has a default
        if (SiteIndex.FolderOf(site) is not { } folder)
        {
            error.WriteLine(chinese ? $"「{site}」里没有检索索引。先运行 honourwall build，或用 --index 指定已生成的网站。" : $"There is no search index in \"{site}\". Run honourwall build first, or name a built site with --index.");
            return ExitCode.InputOutput;
        }
        try
        {
            var searcher = SiteIndex.Open(folder);
            if (Request(parsed, searcher.Values, error, chinese) is not { } request) return ExitCode.Usage;
            if (parsed.GetValue(Queries) is { } file)
            {
                if (!File.Exists(file))
                {
                    error.WriteLine(chinese ? $"没有「{file}」这个文件。" : $"There is no file \"{file}\".");
                    return ExitCode.InputOutput;
                }
                foreach (var query in QueryFile.Read(file)) ResultWriter.Line(output, query.Id, searcher.Search(request with { Text = query.Text }));
                return ExitCode.Ok;
            }
            Write(parsed, output, searcher, request, chinese);
            return ExitCode.Ok;
        }
        catch (BrokenPartException broken)
        {
            error.WriteLine(chinese ? $"检索索引不完整或已损坏：{broken.Message}\n重新运行 honourwall build。" : $"The search index is damaged or incomplete: {broken.Message}\nRun honourwall build again.");
            return ExitCode.InputOutput;
        }
        catch (FormatException wrong)
        {
            error.WriteLine(chinese ? $"问题文件读不懂：{wrong.Message}" : $"The file of questions cannot be read: {wrong.Message}");
            return ExitCode.Usage;
        }
    }

    private static void Write(ParseResult parsed, TextWriter output, Searcher searcher, SearchRequest request, bool chinese)
    {
        var results = searcher.Search(request);
        var explanation = parsed.GetValue(Explain) ? searcher.Explain(request.Text) : null;
        switch (parsed.GetValue(Format))
        {
            case "json":
                ResultWriter.Json(output, request, results, explanation);
                break;
            case "csv":
                ResultWriter.Csv(output, results);
                break;
            default:
                ResultWriter.Text(output, request, results, explanation, chinese);
                break;
        }
    }

    /// <summary>The request, or null after saying which value the site does not have.</summary>
    private static SearchRequest? Request(ParseResult parsed, SearchFacets values, TextWriter error, bool chinese)
    {
        var facets = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (name, option, known) in new[] { ("district", District, values.Districts), ("award", Award, values.Awards), ("industry", Industry, values.Industries) })
        {
            if (FacetChoice.Ids(parsed.GetValue(option) ?? [], known, out var unknown) is not { } ids)
            {
                var all = string.Join(chinese ? "、" : ", ", known.Select(value => $"{value.Id} {value.Name}"));
                error.WriteLine(chinese ? $"--{name}：网站上没有「{unknown}」。有：{all}" : $"--{name}: the site has no \"{unknown}\". It has: {all}");
                return null;
            }
            if (ids.Length > 0) facets[name] = ids;
        }
        foreach (var (name, option) in new[] { ("year", Year), ("level", Level), ("kind", Kind) })
            if (FacetChoice.Split(parsed.GetValue(option) ?? []).ToImmutableArray() is { Length: > 0 } chosen) facets[name] = name == "year" ? [.. chosen.Select(year => year == Addresses.UndatedYear ? "" : year)] : chosen;
        return new SearchRequest
        {
            Text = parsed.GetValue(Query) ?? "",
            Facets = facets.ToImmutable(),
            Sort = parsed.GetValue(Sort) switch { "year" => SearchSort.Year, "name" => SearchSort.Name, _ => SearchSort.Relevance },
            Limit = parsed.GetValue(Limit),
        };
    }
}
