using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HonourWall.Admin.Rules.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HonourWall.Admin.Rules.Reading;

/// <summary>
/// Reads YAML into nodes: one document, no anchors, aliases, tags or repeated keys — what a clerk sees is what counts.
/// Unquoted <c>true</c>, <c>false</c>, <c>null</c> and decimal numbers are what they look like; everything else is text.
/// </summary>
public static partial class YamlNodes
{
    /// <summary>No pack is as deep; a file of nothing but brackets would use up the stack.</summary>
    private const int MaximumDepth = 24;

    /// <returns>Null when the text is not such a document; then a diagnostic says why.</returns>
    public static SourceNode? Read(SourceText source, RuleDiagnostics diagnostics)
    {
        var parser = new Parser(new StringReader(source.Text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return Refuse(new("文件是空的", "the file is empty"), new ContentPlace(source.File, 1));
            parser.Consume<DocumentStart>();
            if (ReadNode(parser, source, diagnostics, 0) is not { } root) return null;
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _)) return Refuse(new("一个文件只能有一份文档", "one document a file"), PlaceOf(source, parser.Current));
            return root;
        }
        catch (YamlException e)
        {
            var place = e.Start.Index > 0 ? new ContentPlace(source.File, (int)e.Start.Line, (int)e.Start.Column) : PlaceOf(source, parser.Current);
            return Refuse(new($"从这里起读不懂（{e.Message}）", e.Message), place);
        }
        catch (InvalidOperationException)
        {
            // The scanner's own answer to a "[" or "{" that a key follows before it is closed; the last thing understood is the nearest place.
            return Refuse(new("括号没有结束", "a bracket is not closed"), PlaceOf(source, parser.Current));
        }

        SourceNode? Refuse(Wording why, ContentPlace place)
        {
            diagnostics.Add("HR101", place, "YAML", why);
            return null;
        }
    }

    private static SourceNode? ReadNode(Parser parser, SourceText source, RuleDiagnostics diagnostics, int depth)
    {
        var place = PlaceOf(source, parser.Current);
        if (depth > MaximumDepth)
        {
            diagnostics.Add("HR101", place, "YAML", new Wording($"括号和缩进超过 {MaximumDepth} 层", $"more than {MaximumDepth} levels"));
            return null;
        }
        if (parser.Current is AnchorAlias || (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)))
        {
            diagnostics.Add("HR101", place, "YAML", new Wording("规则包里不用锚点（&、*）和标签（!）", "anchors (&, *) and tags (!) are not used here"));
            return null;
        }
        if (parser.TryConsume<Scalar>(out var scalar)) return new SourceNode(KindOf(scalar), place, scalar.Value);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = ImmutableArray.CreateBuilder<SourceNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                if (ReadNode(parser, source, diagnostics, depth + 1) is not { } item) return null;
                items.Add(item);
            }
            return new SourceNode(NodeKind.List, place, "") { Items = items.ToImmutable() };
        }
        parser.Consume<MappingStart>();
        var members = ImmutableArray.CreateBuilder<SourceMember>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar)
            {
                diagnostics.Add("HR101", PlaceOf(source, parser.Current), "YAML", new Wording("键只能是文字", "a key is text"));
                return null;
            }
            if (ReadNode(parser, source, diagnostics, depth + 1) is not { } key || ReadNode(parser, source, diagnostics, depth + 1) is not { } value) return null;
            if (members.Any(m => m.Key == key.Text)) diagnostics.Add("HR106", key.Place, key.Text);
            members.Add(new SourceMember(key.Text, key.Place, value));
        }
        return new SourceNode(NodeKind.Map, place, "") { Members = members.ToImmutable() };
    }

    private static NodeKind KindOf(Scalar scalar) => scalar switch
    {
        { Style: not ScalarStyle.Plain } => NodeKind.Text,
        { Value: "" or "~" or "null" } => NodeKind.Nothing,
        { Value: "true" or "false" } => NodeKind.Flag,
        _ => DecimalNumber().IsMatch(scalar.Value) ? NodeKind.Number : NodeKind.Text,
    };

    private static ContentPlace PlaceOf(SourceText source, ParsingEvent? e) =>
        e is null ? new ContentPlace(source.File, 1)
        : new ContentPlace(source.File, (int)e.Start.Line, (int)e.Start.Column, e is Scalar && e.End.Line == e.Start.Line ? Math.Max(1, (int)(e.End.Column - e.Start.Column)) : 1);

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex DecimalNumber();
}
