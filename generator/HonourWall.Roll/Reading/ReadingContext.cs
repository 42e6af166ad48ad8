using System.Globalization;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>What every reader of one read shares: where mistakes go, which files there are, and how values are understood.</summary>
internal sealed class ReadingContext(DiagnosticBag diagnostics, IReadOnlySet<string> files, ReadingMemory memory, DateTimeOffset now)
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>The day where it is already the latest: nothing that is told as a fact can be after it.</summary>
    private readonly DateOnly _today = Today(now);

    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(14)).DateTime);

    public DiagnosticBag Diagnostics => diagnostics;
    public ReadingMemory Memory => memory;
    public StringPool Strings { get; } = new();
    /// <summary>Every file of the content folder, by its name relative to the folder's parent.</summary>
    public IReadOnlySet<string> Files => files;

    public T Choose<T>(Written text, IReadOnlyDictionary<string, T> choices, T otherwise)
    {
        if (choices.TryGetValue(text.Text, out var choice)) return choice;
        diagnostics.Add(new Diagnostic("HW144", text.Place, [text.Text, string.Join(" ", choices.Keys.Order(StringComparer.Ordinal))], DidYouMean.Word(text.Text, choices.Keys)));
        return otherwise;
    }

    public int? Number(Written text)
    {
        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        diagnostics.Add("HW145", text.Place, text.Text);
        return null;
    }

    /// <summary>A year in which something happened.</summary>
    public int? Year(Written text)
    {
        if (text.Text.Length == 4 && int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0)
        {
            CheckPast(text, new DateOnly(year, 1, 1));
            return year;
        }
        diagnostics.Add("HW143", text.Place, text.Text);
        return null;
    }

    public decimal? Decimal(Written text)
    {
        if (decimal.TryParse(text.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        diagnostics.Add("HW145", text.Place, text.Text);
        return null;
    }

    /// <summary>When something happened, as far as it is known.</summary>
    public ImpreciseDate? Date(Written text)
    {
        var date = ImpreciseDate.TryParse(text.Text);
        if (date is null) diagnostics.Add("HW143", text.Place, text.Text);
        else CheckPast(text, date.Earliest);
        return date;
    }

    /// <summary>The day on which something happened.</summary>
    public DateOnly? PastDay(Written text)
    {
        var day = Day(text);
        if (day is { } known) CheckPast(text, known);
        return day;
    }

    private void CheckPast(Written text, DateOnly earliest)
    {
        if (earliest > _today) diagnostics.Add("HW160", text.Place, text.Text);
    }

    public DateOnly? Day(Written text)
    {
        if (DateOnly.TryParseExact(text.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        diagnostics.Add("HW143", text.Place, text.Text);
        return null;
    }

    /// <summary>A day or a day with a time, in the site's time zone.</summary>
    /// <param name="endOfDay">What a day alone means: its last moment, else its first.</param>
    public DateTime? Moment(Written text, bool endOfDay)
    {
        if (DateTime.TryParseExact(text.Text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return moment;
        return Day(text)?.ToDateTime(endOfDay ? TimeOnly.MaxValue : TimeOnly.MinValue);
    }

    public Uri? Address(Written text)
    {
        if (Uri.TryCreate(text.Text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Length > 0) return address;
        diagnostics.Add("HW146", text.Place, text.Text);
        return null;
    }

    public FocalPoint? Focus(Written text)
    {
        var focus = FocalPoint.TryParse(text.Text);
        if (focus is null) diagnostics.Add("HW157", text.Place, text.Text);
        return focus;
    }

    /// <summary>Null when the text is no slug, which is reported.</summary>
    public Id<T>? Slug<T>(Written text)
    {
        if (Id<T>.TryParse(text.Text, out var id)) return id;
        diagnostics.Add(new Diagnostic("HW140", text.Place, [text.Text], SlugSuggestion.For(text.Text)));
        return null;
    }

    /// <summary>The name of a file beside another one; null and reported when it is not there.</summary>
    public string? FileBeside(ContentFile file, Written text)
    {
        var folder = file.Name[..(file.Name.LastIndexOf('/') + 1)];
        var name = folder + text.Text;
        if (files.Contains(name)) return name;
        var beside = files.Where(f => f.StartsWith(folder, StringComparison.Ordinal)).Select(f => f[folder.Length..]).Order(StringComparer.Ordinal);
        diagnostics.Add(new Diagnostic("HW154", text.Place, [text.Text], DidYouMean.Word(text.Text, beside)));
        return null;
    }
}
