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
    private readonly FrozenDictionary<string, Setter> _setters;

    private PartFactory(Type type)
    {
        _type = type;
        _setters = type.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))).ToFrozenDictionary(p => p.Name, Setter.Of, StringComparer.Ordinal);
    }

    public static PartFactory Of(Type type) => All.GetOrAdd(type, static t => new PartFactory(t));

    public Part Create() => (Part)Activator.CreateInstance(_type)!; // a component is a class, never a Nullable

    public void Set(Part part, string name, object? value) => _setters[name].Set(part, value);

    /// <summary>Sets one parameter; reflection happens once, not at every page.</summary>
    private abstract class Setter
    {
        public abstract void Set(Part part, object? value);

        public static Setter Of(PropertyInfo property) =>
            (Setter)Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(property.DeclaringType!, property.PropertyType), property)!; // neither is ever null here

        private sealed class Typed<TPart, TValue>(PropertyInfo property) : Setter
            where TPart : Part
        {
            private readonly Action<TPart, TValue> _set = property.SetMethod!.CreateDelegate<Action<TPart, TValue>>(); // Razor refuses a parameter without a setter

            // A parameter that may be empty is handed over as null.
            public override void Set(Part part, object? value) => _set((TPart)part, (TValue)value!);
        }
    }
}
