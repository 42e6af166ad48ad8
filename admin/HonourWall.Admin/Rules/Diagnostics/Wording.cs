namespace HonourWall.Admin.Rules.Diagnostics;

/// <summary>A few words in both languages; a name or a value that is the same in both converts from a plain string.</summary>
public readonly record struct Wording(string Chinese, string English)
{
    public static implicit operator Wording(string same) => new(same, same);

    public static Wording FromString(string same) => same;

    public string In(RuleLanguage language) => language == RuleLanguage.English ? English : Chinese;
}

public enum RuleLanguage
{
    Chinese,
    English,
}
