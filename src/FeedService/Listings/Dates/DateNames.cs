// The words that dates are written with, in a dozen languages and more.
namespace FeedService.Listings.Dates;

internal static class DateNames
{
    /// <summary>Month names, full and short, by language; all lower case, without a final dot.</summary>
    private static readonly string[] MonthNames =
    [
        "january jan januar jänner janvier janv enero ene janeiro gennaio gen январь января янв जनवरी يناير ינואר בינואר januari styczeń stycznia ocak leden ledna",
        "february feb februar februari février févr fév febrero fevereiro fev febbraio febb февраль февраля фев февр फ़रवरी फरवरी فبراير פברואר בפברואר luty lutego şubat únor února",
        "march mar märz mrz mär mars marzo março marz март марта мар मार्च مارس מרץ במרץ מרס maart marzec marca mart březen března",
        "april apr avril avr abril abr aprile апрель апреля апр अप्रैल أبريل ابريل אפריל באפריל kwiecień kwietnia nisan duben dubna",
        "may mai mayo maio maggio mag май мая मई مايو מאי במאי mei maj maja mayıs květen května",
        "june jun juni juin junio junho giugno giu июнь июня июн जून يونيو יוני ביוני czerwiec czerwca haziran červen června",
        "july jul juli juillet juil julio julho luglio lug июль июля июл जुलाई يوليو יולי ביולי lipiec lipca temmuz červenec července",
        "august aug août agosto ago ago август августа авг अगस्त أغسطس אוגוסט באוגוסט augustus sierpień sierpnia ağustos srpen srpna",
        "september sep sept septembre septiembre setembro set settembre sett сентябрь сентября сен сент सितंबर सितम्बर سبتمبر ספטמבר בספטמבר wrzesień września eylül září",
        "october oct oktober okt octobre octubre outubro out ottobre ott октябрь октября окт अक्टूबर अक्तूबर أكتوبر אוקטובר באוקטובר październik października ekim říjen října",
        "november nov novembre noviembre novembro ноябрь ноября ноя нояб नवंबर नवम्बर نوفمبر נובמבר בנובמבר listopad listopada kasım listopadu",
        "december dec dezember dez décembre déc diciembre dic dezembro dicembre декабрь декабря дек दिसंबर दिसम्बर ديسمبر דצמבר בדצמבר grudzień grudnia aralık prosinec prosince",
    ];

    public static readonly Dictionary<string, int> Months = MonthNames
        .SelectMany((names, index) => names.Split(' ').Select(name => (name, month: index + 1)))
        .DistinctBy(pair => pair.name)
        .ToDictionary(pair => pair.name, pair => pair.month, StringComparer.Ordinal);

    /// <summary>Days of the week and the small words inside dates: they say nothing more, and count as part of the date.</summary>
    public static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "de", "of", "the", "at", "um", "uhr", "à", "le", "el", "am", "pm", "del", "on", "den", "th", "st", "nd", "rd", "er", "h", "г", "года", "в", "a", "às", "alle", "ore", "utc", "gmt", "cet", "cest", "في", "को", "बजे", "בשעה", "z", "t", "and", "to", "bis", "au", "hrs", "dal", "al",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mer", "jeu", "ven", "sam", "dim",
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "mié", "jue", "vie", "sáb", "dom",
        "segunda", "terça", "quarta", "quinta", "sexta", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "seg", "ter", "qua", "qui", "sex", "feira",
        "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "gio", "sab",
        "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "пн", "вт", "ср", "чт", "пт", "сб", "вс",
        "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार",
        "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
        "יום", "ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת",
        "年", "月", "日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日", "火", "水", "木", "金", "土",
        "년", "월", "일",
    };
}
