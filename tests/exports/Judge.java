import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What veraPDF has against files as PDF/A-3a and as PDF/UA-1: nothing at all, or one line for each fault.
 *
 * The names of the files come one by one, until there are no more; an empty line ends what is said of each.
 * Its rules are read here, for the jar they come in has no JAXB to read them with.
 */
class Judge {
    public static void main(String[] none) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile[] profiles = {profile("PDFA-3A", "3a"), profile("PDFUA-1", "ua1")};
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            for (ValidationProfile each : profiles) judge(file, each);
            System.out.println();
            System.out.flush();
        }
    }

    static void judge(String file, ValidationProfile by) throws Exception {
        try (InputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, by.getPDFAFlavour());
                PDFAValidator validator = Foundries.defaultInstance().createValidator(by, 20, false, false, false)) {
            var result = validator.validate(parser);
            System.out.println(String.join("\t", by.getPDFAFlavour().getId(), result.getTotalAssertions() + " looked at"));
            for (TestAssertion fault : result.getTestAssertions())
                System.out.println(String.join("\t", by.getPDFAFlavour().getId(), "NOT " + fault.getRuleId().getClause()
                        + "-" + fault.getRuleId().getTestNumber(), fault.getMessage(), fault.getLocation().getContext()));
        }
    }

    static ValidationProfile profile(String name, String flavour) throws Exception {
        PDFAFlavour of = PDFAFlavour.byFlavourId(flavour);
        Document text = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(
                Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml"));
        Set<Rule> rules = new HashSet<>();
        for (Element each : all(text.getDocumentElement(), "rule")) rules.add(rule(each, of));
        Set<Variable> variables = new HashSet<>();
        for (Element each : all(text.getDocumentElement(), "variable"))
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                    said(each, "defaultValue"), said(each, "value")));
        return Profiles.profileFromValues(of, Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }

    static Rule rule(Element one, PDFAFlavour of) {
        Element id = all(one, "id").get(0);
        List<ErrorArgument> none = new ArrayList<>();
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(of.getPart(), id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                one.getAttribute("object"), one.hasAttribute("deferred") && Boolean.parseBoolean(one.getAttribute("deferred")),
                one.getAttribute("tags"), said(one, "description"), said(one, "test"),
                Profiles.errorFromValues(said(one, "message"), none), new ArrayList<>());
    }

    static String said(Element inside, String tag) {
        return all(inside, tag).get(0).getTextContent();
    }

    static List<Element> all(Element inside, String tag) {
        NodeList found = inside.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) all.add((Element) found.item(i));
        return all;
    }
}
