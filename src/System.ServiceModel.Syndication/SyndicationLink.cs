// A link of a feed or an item.
namespace System.ServiceModel.Syndication;

public sealed class SyndicationLink(Uri uri)
{
    public Uri Uri { get; set; } = uri;

    public string? RelationshipType { get; set; }

    public string? MediaType { get; set; }

    public static SyndicationLink CreateAlternateLink(Uri uri) => new(uri) { RelationshipType = "alternate" };

    public static SyndicationLink CreateAlternateLink(Uri uri, string mediaType) =>
        new(uri) { RelationshipType = "alternate", MediaType = mediaType };

    public static SyndicationLink CreateSelfLink(Uri uri, string mediaType) =>
        new(uri) { RelationshipType = "self", MediaType = mediaType };
}
