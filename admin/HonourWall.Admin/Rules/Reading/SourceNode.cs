using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Rules.Reading;

public enum NodeKind
{
    Nothing,
    Flag,
    Number,
    Text,
    List,
    Map,
}

/// <summary>
/// A value of a YAML or JSON document with its place. Packs, the tests beside them and cases are read through the same nodes, so that a
/// mistake in any of them is reported where it was typed.
/// </summary>
/// <param name="Text">
/// The scalar as written; a number stays its digits (nothing becomes a floating-point number); empty for lists and maps.
/// </param>
public sealed record SourceNode(NodeKind Kind, ContentPlace Place, string Text)
{
    public ImmutableArray<SourceNode> Items { get; init; } = [];
    public ImmutableArray<SourceMember> Members { get; init; } = [];

    /// <summary>What stands there, in the editor's words.</summary>
    public Wording Describe => Kind switch
    {
        NodeKind.Nothing => new Wording("空", "nothing"),
        NodeKind.Flag => Text,
        NodeKind.Number => new Wording($"数字 {Text}", $"the number {Text}"),
        NodeKind.Text => new Wording($"文字「{Text}」", $"the text \"{Text}\""),
        NodeKind.List => new Wording("列表 […]", "a list […]"),
        _ => new Wording("映射 {…}", "a map {…}"),
    };
}

/// <summary>One key of a map and what stands under it.</summary>
public sealed record SourceMember(string Key, ContentPlace Place, SourceNode Value);
