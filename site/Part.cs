using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace HonourWall.Site;

/// <summary>
/// A piece of a page. It is drawn once from its parameters and then forgotten: it has no state, no events and no services, so it does
/// without all that the framework's own base class keeps for a page that stays alive.
/// </summary>
public abstract class Part : IComponent
{
    /// <summary>Adds what the piece consists of; the Razor compiler writes this method.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    /// <summary>
    /// For a piece that stands on many pages: what it is the same by on one site, so that it is drawn once and written as it is from then on. Whatever
    /// it shows must follow from the two.
    /// </summary>
    public virtual (SiteFrame Site, string By)? Shared => null;

    /// <summary>For the renderer: the piece as frames.</summary>
    public void Draw(RenderTreeBuilder builder) => BuildRenderTree(builder);

    void IComponent.Attach(RenderHandle renderHandle) => throw new NotSupportedException("Parts are drawn by the generator's renderer, not by a live one.");

    Task IComponent.SetParametersAsync(ParameterView parameters) => throw new NotSupportedException("Parts are drawn by the generator's renderer, not by a live one.");
}
