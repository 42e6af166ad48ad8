using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace HonourWall.Generator.Incremental;

/// <summary>Which fields of a type make up a value for <see cref="Fingerprinter"/>.</summary>
internal sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = [];

    private readonly object? _nothing;

    private Shape(Type type)
    {
        IsList = IsListType(type);
        // Another type with the same values is another value; the name stays the same from run to run.
        foreach (var letter in type.ToString()) Number = (Number * 31) + letter;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) _nothing = Activator.CreateInstance(type);
        if (IsList) return;
        var isSystem = type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));
        if (isSystem && !type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) && !type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal))
        {
            throw new NotSupportedException($"A page model holds a {type}; say in Fingerprinter how it counts.");
        }
        Fields = [.. FieldsOf(type)];
        // Machine code knows only the fields that it was told to keep.
        if (isSystem && Fields.IsEmpty) throw new NotSupportedException($"The fields of {type} cannot be read; name it in HonourWall.Native/Fields.xml.");
    }

    public static Shape Of(Type type) => Known.GetOrAdd(type, static t => new Shape(t));

    /// <summary>Its items in their order are all that counts.</summary>
    public bool IsList { get; }

    /// <summary>Whether the value is a list that was never made.</summary>
    public bool IsNothing(object value) => _nothing is not null && _nothing.Equals(value);

    public long Number { get; }

    public ImmutableArray<FieldInfo> Fields { get; } = [];

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var owner = type; owner is not null && owner != typeof(object) && owner != typeof(ValueType) && owner != typeof(SharedRecord); owner = owner.BaseType)
        {
            foreach (var field in owner.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                if (Counts(field.FieldType)) yield return field;
            }
        }
    }

    private static bool Counts(Type type) =>
        !typeof(Delegate).IsAssignableFrom(type) && type != typeof(ContentPlace) && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lazy<>));

    private static bool IsListType(Type type) => typeof(IEnumerable).IsAssignableFrom(type);
}
