using System.Globalization;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>One version of a parameter (一版参数): what holds from a day to a day, both included, and on what basis.</summary>
/// <param name="Since">Null when no source states the first day: then it holds for every day before the next version.</param>
/// <param name="Until">Null while it holds on.</param>
/// <param name="Default">Where the document leaves the point open: what it does not say, and that this is our reading. Else null.</param>
public sealed record DatedValue<T>(DateOnly? Since, DateOnly? Until, T Value, Basis Basis, string? Default, ContentPlace Place)
{
    /// <summary>How a pack writes a first day that no source states.</summary>
    public const string Unstated = "未注明";

    public bool HoldsOn(DateOnly day) => (Since is not { } since || since <= day) && (Until is not { } until || day <= until);

    public string SinceInWords => Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Unstated;

    public string? UntilInWords => Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
