using System.Collections.Concurrent;
using System.Reflection;
using HonourWall.Site;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Generator.Rendering;

/// <summary>Makes the parts of one kind and sets their parameters by name.</summary>
internal sealed class PartFactory
{
    private static readonly ConcurrentDictionary<Type, PartFactory> All = [];

    private readonly ConstructorInvoker _constructor;
    private readonly (string Name, MethodInvoker Setter)[] _parameters;

    private PartFactory(Type type)
    {
        _constructor = ConstructorInvoker.Create(type.GetConstructor(Type.EmptyTypes)!); // Razor writes no other
        _parameters = [.. type.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))).Select(p => (p.Name, MethodInvoker.Create(p.SetMethod!)))];
    }

    public static PartFactory Of(Type type) => All.GetOrAdd(type, static t => new PartFactory(t));

    public Part Create() => (Part)_constructor.Invoke();

    public void Set(Part part, string name, object? value)
    {
        // A handful, and the name that Razor wrote mostly is the very one.
        foreach (var (parameter, setter) in _parameters)
        {
            if (parameter != name) continue;
            setter.Invoke(part, value);
            return;
        }
        throw new ArgumentException($"{part.GetType().Name} has no parameter {name}.", nameof(name));
    }
}
