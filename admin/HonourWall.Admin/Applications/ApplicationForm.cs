using System.Collections.Immutable;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Applications;

/// <summary>What a clerk typed about an application: text as it came, by the fact's id, so that nothing is lost when something is wrong.</summary>
public sealed record ApplicationForm
{
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Grants that this room does not know, one a line: benefit, day, amount, illness.</summary>
    public string Earlier { get; init; } = "";

    public string PayeeName { get; init; } = "";

    public string PayeeIdNumber { get; init; } = "";

    public string PayeeAccount { get; init; } = "";

    public string PayeeBank { get; init; } = "";

    public int Version { get; init; } = -1;

    public static ApplicationForm Read(IFormCollection form) => new()
    {
        Facts = form.Where(f => f.Key.StartsWith("fact-", StringComparison.Ordinal)).ToImmutableDictionary(f => f.Key["fact-".Length..], f => f.Value.ToString().Trim(), StringComparer.Ordinal),
        Earlier = form["earlier"].ToString().Trim(),
        PayeeName = form["payee-name"].ToString().Trim(),
        PayeeIdNumber = form["payee-id-number"].ToString().Trim(),
        PayeeAccount = form["payee-account"].ToString().Trim(),
        PayeeBank = form["payee-bank"].ToString().Trim(),
        Version = int.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : -1,
    };

    public string Fact(string id) => Facts.GetValueOrDefault(id, "");

    public bool HasPayee => PayeeName.Length + PayeeIdNumber.Length + PayeeAccount.Length > 0;

    /// <summary>What is wrong with the payee, by field.</summary>
    public IEnumerable<(string Field, string Message)> CheckPayee(bool isWanted)
    {
        if (!HasPayee && !isWanted) yield break;
        if (PayeeName.Length is < 1 or > 60 || Writing.IsUnreadable(PayeeName) || PayeeName.Any(char.IsWhiteSpace)) yield return ("payee-name", "请填写收款人姓名，最多 60 个字，中间没有空格。");
        if (IdNumber.Refuse(Masking.Normal(SensitiveKind.IdNumber, PayeeIdNumber)) is { } wrongId) yield return ("payee-id-number", wrongId);
        if (PersonForm.RefuseCard(Masking.Normal(SensitiveKind.BankCard, PayeeAccount)) is { } wrongCard) yield return ("payee-account", wrongCard);
        if (PayeeBank.Length > 80) yield return ("payee-bank", "最多 80 个字。");
    }
}
