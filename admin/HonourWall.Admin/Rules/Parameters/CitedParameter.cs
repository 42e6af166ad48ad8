namespace HonourWall.Admin.Rules.Parameters;

/// <summary>One version of one parameter as an auditor reads it: value, from when to when, on what basis.</summary>
/// <param name="Since">A date, or 未注明.</param>
public sealed record CitedParameter(string Id, string Title, string Value, string Since, string? Until, Basis Basis)
{
    public override string ToString() =>
        $"{Title}：{Value}；施行起：{Since}{(Until is null ? "" : $"，止：{Until}")}；依据：{Basis}";
}
