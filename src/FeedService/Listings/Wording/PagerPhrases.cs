// The words that lead on to a page's older and newer stories: "Older entries", "Load more posts".
namespace FeedService.Listings.Wording;

internal static class PagerPhrases
{
    /// <summary>Each language says which way and what in any combination, so the words are listed and not the lines.</summary>
    private static readonly (string Ways, string Things)[] Words =
    [
        ("older|newer|more|next|previous|load more|show more|view more|see more|view older|view newer|see older|load older|show older", "posts|entries|articles|stories|items|results|news|updates"),
        ("ältere|neuere|weitere|mehr|nächste|vorherige", "artikel|beiträge|einträge|meldungen|nachrichten|texte"),
        ("plus d'|plus d’|voir plus d'|voir plus d’|charger plus d'|charger plus d’", "articles|actualités|entrées"),
        ("", "articles plus anciens|articles plus récents|articles suivants|articles précédents|entrées précédentes|entrées suivantes|publications plus anciennes|charger plus|afficher plus"),
        ("más|ver más|cargar más|mostrar más", "entradas|artículos|noticias|publicaciones"),
        ("entradas|artículos|noticias|publicaciones", "antiguas|antiguos|anteriores|recientes|nuevas|nuevos|siguientes|más antiguas|más antiguos|más recientes"),
        ("mais|ver mais|carregar mais", "artigos|notícias|postagens|publicações"),
        ("artigos|notícias|postagens|posts|publicações", "antigos|antigas|anteriores|recentes|seguintes|mais antigos|mais antigas|mais recentes"),
        ("altri|altre|carica altri|mostra altri", "articoli|post|notizie"),
        ("articoli|post|notizie", "precedenti|successivi|meno recenti|più vecchi|più recenti"),
        ("старые|новые|более старые|более новые|более ранние|предыдущие|следующие|ещё|еще|больше|показать ещё|показать еще", "записи|статьи|новости|материалы|записей|статей|новостей|материалов"),
        ("oudere|nieuwere|meer", "berichten|artikelen"), ("starsze|nowsze|więcej", "wpisy|artykuły|wpisów|artykułów"), ("äldre|nyare|fler", "inlägg|artiklar"),
        ("daha eski|daha yeni|eski|yeni", "yazılar|haberler"), ("पुराने|नए|और|पुरानी|नई", "लेख|पोस्ट|खबरें|ख़बरें"), ("", "مقالات أقدم|مقالات أحدث|المقالات السابقة|المقالات التالية|تدوينات أقدم|المزيد من المقالات|רשומות ישנות|רשומות חדשות|פוסטים ישנים|כתבות נוספות|עוד כתבות|עוד פוסטים"),
        ("", "更多文章|较旧文章|较新文章|更早的文章|早期文章|加载更多|載入更多|較舊文章|上一篇|下一篇|過去の記事|以前の記事|古い記事|新しい記事|次の記事|前の記事|過去の投稿|以前の投稿|이전 글|다음 글|더 많은 글"),
    ];

    /// <summary>Matched as whole lines, without digits and signs.</summary>
    public static readonly HashSet<string> All = new(Words.SelectMany(words => words.Ways.Split('|').SelectMany(way => words.Things.Split('|').Select(thing => Join(way, thing)))), StringComparer.OrdinalIgnoreCase);

    private static string Join(string way, string thing) => way.Length == 0 || way[^1] is '\'' or '’' ? way + thing : way + " " + thing;
}
