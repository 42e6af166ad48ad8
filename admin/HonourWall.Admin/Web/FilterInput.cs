using System.Globalization;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Web;

/// <summary>
/// The conditions of a list as somebody typed them, in an address or a form. What cannot be read is no condition that was left out: it is kept, said at its field,
/// and nothing is listed, for a whole list looks like a narrowed one.
/// </summary>
public sealed class FilterInput(Func<string, string?> value)
{
    /// <summary>Longer words are cut: an address has room for no more, and no name is longer.</summary>
    private const int Longest = 60;

    private const int FirstYear = 1900, LastYear = 2199;

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);

    /// <summary>What could not be read, by field.</summary>
    public FieldErrors Errors { get; } = new();

    /// <summary>The values that could not be read, as they were typed.</summary>
    public IReadOnlyDictionary<string, string> Typed => _typed;

    /// <summary>The conditions in the address of a list.</summary>
    public static FilterInput InAddress(HttpRequest request) => Of(request.HttpContext, name => request.Query[name]);

    /// <summary>The conditions that a form carries on, as that of an export.</summary>
    public static FilterInput InForm(HttpRequest request) => Of(request.HttpContext, name => request.Form[name]);

    // The page that answers finds here what it has to say.
    private static FilterInput Of(HttpContext http, Func<string, string?> value)
    {
        var input = new FilterInput(value);
        http.Features.Set(input);
        return input;
    }

    /// <summary>Words as they were typed. Somebody's number among them would stay in addresses and histories: it is not looked for, nor carried on.</summary>
    /// <param name="digits">So many in a row are such a number.</param>
    public string Words(string name, int digits = 11)
    {
        var text = Raw(name);
        if (Writing.LongestNumber(text) < digits || Guid.TryParse(text, out _)) return text;
        Unreadable<int>(name, "", "号码不能在这里查：它会留在浏览器的地址里。请在“档案”里按号码查找。");
        return "";
    }

    private string Raw(string name) => value(name)?.Trim() is { } text ? text[..Math.Min(text.Length, Longest)] : "";

    /// <summary>A choice of a list.</summary>
    public T? Choice<T>(string name) where T : struct, Enum =>
        Raw(name) is not { Length: > 0 } text ? null : Enum.TryParse<T>(text, out var choice) && Enum.IsDefined(choice) ? choice : Unreadable<T>(name, text, $"“{text}”不在可选的项目里，请重新选择。");

    /// <summary>A choice of a list of words; empty when none is made.</summary>
    public string Choice(string name, IEnumerable<string> choices)
    {
        if (Raw(name) is not { Length: > 0 } text || choices.Contains(text, StringComparer.Ordinal)) return Raw(name);
        Unreadable<int>(name, text, $"“{text}”不在可选的项目里，请重新选择。");
        return "";
    }

    /// <param name="first">The first year that there can be anything of.</param>
    public int? Year(string name, int first = FirstYear, int last = LastYear) =>
        Raw(name) is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= first && year <= last ? year
        : Unreadable<int>(name, text, $"“{text}”不是可查的年份，请写成四位数字，从 {first} 到 {last}。");

    public DateOnly? Day(string name) =>
        Raw(name) is not { Length: > 0 } text ? null
        : PersonForm.ReadDate(text) is { Year: >= FirstYear and <= LastYear } day ? day
        : Unreadable<DateOnly>(name, text, $"“{text}”不是日期，请写成 2026-03-01 的样子。");

    public Guid? Id(string name) =>
        Raw(name) is not { Length: > 0 } text ? null : Guid.TryParse(text, out var id) ? id : Unreadable<Guid>(name, text, $"“{text}”不是编号，请重新选择。");

    /// <summary>The page of the list: 1 when none is asked for, 0 for what is no page.</summary>
    public int Page() =>
        Raw("page") is not { Length: > 0 } text ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000 ? number
        : Unreadable<int>("page", text, $"“{text}”不是页码。请从列表下面的链接翻页。") ?? 0;

    /// <summary>That of the request, if its list has conditions; else a new one.</summary>
    public static FilterInput Here(HttpRequest request) => request.HttpContext.Features.Get<FilterInput>() ?? InAddress(request);

    private T? Unreadable<T>(string name, string text, string message) where T : struct
    {
        _typed[name] = text;
        Errors.Add(name, message);
        return null;
    }
}
