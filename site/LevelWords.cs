namespace HonourWall.Site;

/// <summary>A level is told by colour and glyph and word.</summary>
public static class LevelWords
{
    public static string Glyph(this Level level) => level switch
    {
        Level.National => "国",
        Level.Provincial => "省",
        Level.Municipal => "市",
        Level.District => "区",
        Level.Enterprise => "企",
        _ => "",
    };

    public static string Word(this Level level) => level switch
    {
        Level.National => "国家级",
        Level.Provincial => "省部级",
        Level.Municipal => "市级",
        Level.District => "区级",
        Level.Enterprise => "企业级",
        _ => "级别未注明",
    };

    /// <summary>The class of the seal: g solid, s double, q round, q again for enterprises, u dashed.</summary>
    public static string SealClass(this Level level) => level switch
    {
        Level.National => "seal g",
        Level.Provincial or Level.Municipal => "seal s",
        Level.District or Level.Enterprise => "seal q",
        _ => "seal u",
    };
}
