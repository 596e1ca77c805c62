import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;
import org.apache.lucene.util.BytesRef;

/** The reference: Lucene 8 over the same archive and questions. First 20 by BM25, exact total, facets, snippet, access. */
public class Cerca {
  static final String[] TESTI = {"titolo", "breve", "esteso", "testo"};
  static final float[] PESI = {4f, 2f, 1f, 1f};
  static final String[] FACCETTE = {"fondo", "tipologia", "comune", "anno", "accesso"};

  static Analyzer analyzer() {
    return new PerFieldAnalyzerWrapper(new ItalianAnalyzer(),
      Map.of("nomi", new WhitespaceAnalyzer(), "esatti", new WhitespaceAnalyzer()));
  }

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "indice" -> indice(Path.of(args[1]), Path.of(args[2]));
      case "cerca" -> cerca(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
    }
  }

  static void indice(Path tsv, Path folder) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(analyzer()).setRAMBufferSizeMB(256);
    long began = System.nanoTime();
    int n = 0;
    try (Directory dir = new MMapDirectory(folder); IndexWriter writer = new IndexWriter(dir, config);
         BufferedReader in = Files.newBufferedReader(tsv, StandardCharsets.UTF_8)) {
      for (String line; (line = in.readLine()) != null; n++) {
        String[] f = line.split("\t", -1);
        Document doc = new Document();
        doc.add(new StoredField("segnatura", f[0]));
        doc.add(new TextField("titolo", f[1], Field.Store.YES));
        doc.add(new TextField("breve", f[2], Field.Store.NO));
        doc.add(new TextField("esteso", f[3], Field.Store.NO));
        doc.add(new TextField("nomi", f[4], Field.Store.NO));
        doc.add(new TextField("esatti", f[5], Field.Store.NO));
        doc.add(new TextField("testo", f[6], Field.Store.YES));
        String[] values = {f[7], f[8], f[9], f[10], f[11]};
        for (int i = 0; i < FACCETTE.length; i++) {
          doc.add(new SortedDocValuesField(FACCETTE[i], new BytesRef(values[i])));
          doc.add(new StringField(FACCETTE[i] + "_f", values[i], Field.Store.NO));
        }
        doc.add(new IntPoint("anno_p", Integer.parseInt(f[10])));
        doc.add(new NumericDocValuesField("peso", Long.parseLong(f[12])));
        writer.addDocument(doc);
      }
      writer.forceMerge(8); // as many pieces as ours has, or fewer
    }
    long bytes = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) { for (Path p : all) bytes += Files.size(p); }
    System.out.printf("RISULTATO {\"unita\":%d,\"secondi\":%d,\"megabyte\":%d}%n", n, (System.nanoTime() - began) / 1_000_000_000L, bytes / 1_000_000);
  }

  /** Counts by value, by ordinal within a piece and by value across pieces. */
  static class Conta implements Collector {
    final TopScoreDocCollector best = TopScoreDocCollector.create(20, Integer.MAX_VALUE);
    final List<Map<String, Integer>> counts = new ArrayList<>();
    int total = 0;
    Conta() { for (String ignored : FACCETTE) counts.add(new HashMap<>()); }
    int[][] open; SortedDocValues[] values;
    public ScoreMode scoreMode() { return ScoreMode.COMPLETE; }
    void flush() throws IOException {
      if (open == null) return;
      for (int i = 0; i < open.length; i++)
        for (int ord = 0; ord < open[i].length; ord++)
          if (open[i][ord] > 0) counts.get(i).merge(values[i].lookupOrd(ord).utf8ToString(), open[i][ord], Integer::sum);
      open = null;
    }
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      flush();
      LeafCollector inner = best.getLeafCollector(context);
      values = new SortedDocValues[FACCETTE.length];
      open = new int[FACCETTE.length][];
      for (int i = 0; i < FACCETTE.length; i++) {
        values[i] = DocValues.getSorted(context.reader(), FACCETTE[i]);
        open[i] = new int[values[i].getValueCount()];
      }
      return new LeafCollector() {
        public void setScorer(Scorable scorer) throws IOException { inner.setScorer(scorer); }
        public void collect(int doc) throws IOException {
          total++;
          for (int i = 0; i < values.length; i++) if (values[i].advanceExact(doc)) open[i][values[i].ordValue()]++;
          inner.collect(doc);
        }
      };
    }
  }

  static String stem(Analyzer analyzer, String word) throws IOException {
    try (TokenStream stream = analyzer.tokenStream("testo", word)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      String found = stream.incrementToken() ? term.toString() : null;
      stream.end();
      return found;
    }
  }

  interface Fa { Query of(String field, String stem, String word); }

  static Query libero(Query q) {
    return new BooleanQuery.Builder().add(q, BooleanClause.Occur.MUST)
      .add(new TermQuery(new Term("accesso_f", "libero")), BooleanClause.Occur.FILTER).build();
  }

  static Query word(Analyzer analyzer, IndexReader reader, String word, boolean officer, char kind) throws IOException {
    String stem = stem(analyzer, word);
    if (stem == null && kind == 'w') return null;
    boolean known = kind == 'p';
    if (kind == 'w') {
      for (String field : TESTI) if (reader.docFreq(new Term(field, stem)) > 0) known = true;
      if (officer && reader.docFreq(new Term("nomi", word)) > 0) known = true;
    }
    final boolean fuzzy = !known && word.length() >= 4;
    Fa make = (field, s, w) -> kind == 'p' ? new PrefixQuery(new Term(field, w))
      : fuzzy ? new FuzzyQuery(new Term(field, field.equals("nomi") ? w : s), word.length() >= 6 ? 2 : 1, 0, 20, true) : new TermQuery(new Term(field, field.equals("nomi") ? w : s));
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (int i = 0; i < TESTI.length; i++) {
      Query q = make.of(TESTI[i], stem, word);
      if (TESTI[i].equals("testo") && !officer) q = libero(q);
      any.add(new BoostQuery(q, PESI[i]), BooleanClause.Occur.SHOULD);
    }
    if (officer) any.add(new BoostQuery(make.of("nomi", stem, word), 3f), BooleanClause.Occur.SHOULD);
    return any.build();
  }

  static int ask(IndexSearcher searcher, Analyzer analyzer, String line) throws IOException {
    String[] f = line.split("\t", -1);
    boolean officer = f[1].equals("1");
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    List<String> words = new ArrayList<>();
    for (String clause : f[5].split(" ")) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      for (String one : clause.split("\\|")) {
        String value = one.substring(2);
        Query q = one.charAt(0) == 'e' ? new TermQuery(new Term("esatti", value)) : word(analyzer, searcher.getIndexReader(), value, officer, one.charAt(0));
        if (q != null) any.add(q, BooleanClause.Occur.SHOULD);
        if (one.charAt(0) != 'e') words.add(value);
      }
      BooleanQuery made = any.build();
      if (!made.clauses().isEmpty()) all.add(made, BooleanClause.Occur.MUST);
    }
    if (!f[2].isEmpty()) all.add(new TermQuery(new Term("comune_f", f[2])), BooleanClause.Occur.FILTER);
    if (!f[3].isEmpty()) all.add(IntPoint.newRangeQuery("anno_p", Integer.parseInt(f[3]), Integer.parseInt(f[4])), BooleanClause.Occur.FILTER);
    all.add(new TermQuery(new Term("accesso_f", "particolare")), BooleanClause.Occur.MUST_NOT);
    Conta conta = new Conta();
    searcher.search(all.build(), conta);
    conta.flush();
    int shown = 0;
    for (ScoreDoc hit : conta.best.topDocs().scoreDocs) {
      Document doc = searcher.doc(hit.doc);
      shown += brano(doc.get("testo"), words).length() + doc.get("titolo").length();
    }
    return conta.total + (shown < 0 ? 1 : 0);
  }

  /** Around the first word that begins like one of the question. */
  static String brano(String text, List<String> words) {
    int at = -1;
    for (String word : words) {
      String begin = word.substring(0, Math.max(Math.min(3, word.length()), word.length() - 3));
      at = text.indexOf(begin);
      if (at >= 0) break;
    }
    int from = Math.max(0, at - 90);
    return text.substring(from, Math.min(text.length(), from + 280));
  }

  static void cerca(Path folder, Path questions, int clients) throws Exception {
    List<String> lines = Files.readAllLines(questions);
    Analyzer analyzer = analyzer();
    try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      for (int round = 0; round < 2; round++) for (String line : lines) ask(searcher, analyzer, line);
      StringBuilder out = new StringBuilder();
      for (String line : lines) {
        long began = System.nanoTime();
        int total = ask(searcher, analyzer, line);
        out.append(out.length() == 0 ? "" : ",").append(String.format(Locale.ROOT, "[%.3f,%d]", (System.nanoTime() - began) / 1e6, total));
      }
      ExecutorService pool = Executors.newFixedThreadPool(clients);
      AtomicInteger next = new AtomicInteger();
      long began = System.nanoTime();
      List<Future<?>> done = new ArrayList<>();
      int rounds = 3;
      for (int i = 0; i < clients; i++) done.add(pool.submit(() -> {
        for (int n; (n = next.getAndIncrement()) < lines.size() * rounds; ) ask(searcher, analyzer, lines.get(n % lines.size()));
        return null;
      }));
      for (Future<?> one : done) one.get();
      double rate = lines.size() * rounds / ((System.nanoTime() - began) / 1e9);
      pool.shutdown();
      System.out.printf(Locale.ROOT, "RISULTATO {\"ms\":[%s],\"alSecondo\":%.1f}%n", out, rate);
    }
  }
}
