namespace HonourWall.Admin.Rules;

/// <summary>The form of a pack's result (结果形式); <c>gives</c> in a pack.</summary>
public enum ResultForm
{
    /// <summary>One amount: <c>2500.00</c>, or <c>0</c>.</summary>
    Amount,
    /// <summary>Amounts side by side: <c>70000.00;100000.00</c>, or a <c>0</c> for each.</summary>
    Amounts,
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,
    /// <summary>Words joined by <c>;</c>, or nothing.</summary>
    List,
    /// <summary>A number of places, or <c>0</c>.</summary>
    Places,
}
