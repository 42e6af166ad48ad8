namespace HonourWall.Admin.Rules.Facts;

/// <summary>Where a fact comes from when a case does not state it; a pack writes it down, no block assumes it.</summary>
public abstract record FactFallback;

/// <summary>The pack's own word: <c>default: true</c>.</summary>
public sealed record StatedFlag(bool Value) : FactFallback;

/// <summary>The same as another fact: <c>default: on</c>.</summary>
public sealed record SameAs(string FactId) : FactFallback;

/// <summary>One amount less another: <c>from: [billed, out_of_scope]</c>. A case states either the fact or both amounts.</summary>
public sealed record Difference(string FactId, string LessFactId) : FactFallback;
