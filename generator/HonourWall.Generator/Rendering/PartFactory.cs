using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using HonourWall.Site;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Generator.Rendering;

/// <summary>Makes the parts of one kind and sets their parameters by name.</summary>
internal sealed class PartFactory
{
    private static readonly ConcurrentDictionary<Type, PartFactory> All = [];

    private readonly Type _type;
    private readonly FrozenDictionary<string, MethodInvoker> _setters;

    private PartFactory(Type type)
    {
        _type = type;
        _setters = type.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))).ToFrozenDictionary(p => p.Name, p => MethodInvoker.Create(p.SetMethod!), StringComparer.Ordinal);
    }

    public static PartFactory Of(Type type) => All.GetOrAdd(type, static t => new PartFactory(t));

    public Part Create() => (Part)Activator.CreateInstance(_type)!; // a component is a class, never a Nullable

    public void Set(Part part, string name, object? value) => _setters[name].Invoke(part, value);
}
