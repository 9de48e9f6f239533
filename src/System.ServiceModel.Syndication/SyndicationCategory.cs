// A category of an item.
namespace System.ServiceModel.Syndication;

public sealed class SyndicationCategory(string name, string? scheme, string? label)
{
    public string Name { get; set; } = name;

    public string? Scheme { get; set; } = scheme;

    public string? Label { get; set; } = label;
}
