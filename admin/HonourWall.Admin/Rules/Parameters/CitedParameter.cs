namespace HonourWall.Admin.Rules.Parameters;

/// <summary>One version of one parameter as an auditor reads it: value, from when to when, on what basis.</summary>
/// <param name="Since">A date, or 未注明.</param>
/// <param name="Default">What the basis leaves open, where the value is only the default reading of it.</param>
public sealed record CitedParameter(string Id, string Title, string Value, string Since, string? Until, Basis Basis, string? Default)
{
    public override string ToString() =>
        $"{Title}：{Value}；施行起：{Since}{(Until is null ? "" : $"，止：{Until}")}；依据：{Basis}{(Default is null ? "" : $"；默认：{Default}")}";
}
