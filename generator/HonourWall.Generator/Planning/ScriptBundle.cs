using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NUglify;
using NUglify.JavaScript;

namespace HonourWall.Generator.Planning;

/// <summary>
/// Makes one small classic script of a script and the modules that it imports: browsers refuse modules where a site opens from a folder,
/// and on a server one file is one round trip instead of three. The modules stay plain files that run as they are, in tests too.
/// </summary>
internal sealed partial class ScriptBundle(IReadOnlyDictionary<string, string> scripts)
{
    private readonly StringBuilder _text = new("'use strict';\n");
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private readonly Stack<string> _waiting = new();

    /// <summary>The scripts that pages name: those that no other script imports.</summary>
    public static IEnumerable<string> Entries(IReadOnlyDictionary<string, string> scripts)
    {
        var imported = scripts.SelectMany(s => Import().Matches(s.Value).Select(m => Resolve(s.Key, m.Groups["path"].Value))).ToHashSet(StringComparer.Ordinal);
        return scripts.Keys.Where(name => !imported.Contains(name));
    }

    public static byte[] Of(string entry, IReadOnlyDictionary<string, string> scripts)
    {
        var text = scripts[entry];
        if (Import().IsMatch(text))
        {
            var bundle = new ScriptBundle(scripts);
            bundle.Place(entry);
            text = $"(() => {{\n{WithCharacters(WithNumbers(bundle._text.ToString()))}}})();\n";
        }
        // What makes a script shorter as it stands may make it longer when it is compressed: statements joined by commas, declarations moved together, powers worked out.
        var small = Uglify.Js(text, entry, new CodeSettings { ReorderScopeDeclarations = false, EvalLiteralExpressions = false, KillSwitch = (long)TreeModifications.CombineAdjacentExpressionStatements });
        // It also puts a * (b * c) as a * b * c, which is another number: clients' scores are written without such brackets.
        if (small.HasErrors) throw new InvalidOperationException($"{entry}: {string.Join("; ", small.Errors)}");
        return Encoding.UTF8.GetBytes(small.Code);
    }

    /// <summary>
    /// Each module stands once, after those it imports, all in one scope: what two of them declare at the top must have two names (a browser
    /// refuses the whole script otherwise).
    /// </summary>
    private void Place(string name)
    {
        if (_waiting.Contains(name, StringComparer.Ordinal)) throw new InvalidOperationException($"Scripts import each other in a circle: {name}.");
        if (_placed.Contains(name)) return;
        _waiting.Push(name);
        foreach (Match import in Import().Matches(scripts[name]))
        {
            var from = Resolve(name, import.Groups["path"].Value);
            if (!scripts.ContainsKey(from)) throw new InvalidOperationException($"{name} imports {from}, which is not there.");
            Place(from);
        }
        _text.Append(Export().Replace(Import().Replace(scripts[name], ""), "")).Append('\n');
        _placed.Add(_waiting.Pop());
    }

    /// <summary>A number that has a name where it is written stands itself wherever it is used: the names take room.</summary>
    private static string WithNumbers(string text)
    {
        var numbers = Numbers().Matches(text).SelectMany(m => m.Groups["one"].Captures).Select(c => c.Value.Split(" = ")).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return Constant().Replace(Numbers().Replace(text, ""), m => numbers.GetValueOrDefault(m.Value, m.Value));
    }

    /// <summary>A character that is written as an escape stands itself, but for halves of one: a third shorter, and half when it is compressed.</summary>
    private static string WithCharacters(string text) =>
        Escape().Replace(text, m => (char)ushort.Parse(m.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var c && !char.IsSurrogate(c) ? c.ToString() : m.Value);

    private static string Resolve(string from, string path) => new Uri(new Uri("http://site/" + from), path).AbsolutePath[1..];

    [GeneratedRegex(@"^import \{[^}]*\} from '(?<path>\.[^']*)';$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?=(?:async )?function|class |const )", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^const (?<one>[A-Z_]+ = [\d.]+)(?:, (?<one>[A-Z_]+ = [\d.]+))*;$", RegexOptions.Multiline)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\\(?:u(?<code>[0-9a-f]{4})|x(?<code>[a-f][0-9a-f]))")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\b[A-Z][A-Z_]+\b")]
    private static partial Regex Constant();
}
