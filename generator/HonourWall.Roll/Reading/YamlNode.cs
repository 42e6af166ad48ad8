using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>A piece of YAML and where it stands in its file.</summary>
internal abstract record YamlNode(int Offset, int Length);

/// <summary>A scalar. YAML's types are not ours: a year or an id is text until somebody asks for more.</summary>
/// <param name="IsBlock">Written below its key after <c>|</c> or <c>&gt;</c>.</param>
internal sealed record YamlText(string Value, int Offset, int Length, bool IsBlock = false) : YamlNode(Offset, Length);

internal sealed record YamlList(ImmutableArray<YamlNode> Items, int Offset, int Length) : YamlNode(Offset, Length);

internal sealed record YamlMap(ImmutableArray<YamlEntry> Entries, int Offset, int Length) : YamlNode(Offset, Length);

/// <summary>A key and its value.</summary>
internal readonly record struct YamlEntry(YamlText Key, YamlNode Value);
