#include "models/items/filter_proxy.h"
#include "models/items/resource_group_table.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/copy_field.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/form.h"
#include "widgets/kit/icons.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/popover.h"
#include "widgets/kit/side_panel.h"
#include "widgets/kit/table.h"
#include "widgets/kit/throttler.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return qMax(first, second) / qMin(first, second);
}

bool hasInk(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > 100)
                return true;
        }
    }
    return false;
}

ResourceGroup group(int id, const QString &name)
{
    ResourceGroup made;
    made.id = ResourceGroupId(id);
    made.name = name;
    return made;
}

} // namespace

class TestKit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyIconIsDrawn();
    void iconsFollowTheTheme();
    void textIsReadable_data();
    void textIsReadable();
    void themeIsReadFromThePalette();
    void messageBarStaysUntilDismissed();
    void formShowsErrorsAtTheirField();
    void secretIsHeldOnlyWhileShown();
    void dialogStaysOpenWhileBusy();
    void dialogLeavesNothingBehind_data();
    void dialogLeavesNothingBehind();
    void confirmationRunsOnce();
    void filterLineSettles();
    void tableKeysAndCopy();
    void tableRemembersColumns();
    void sidePanelFollowsItsHost();
    void popoverGivesTheFocusBack();
    void throttlerMergesCalls();
    void fontsExist();

private:
    QTemporaryDir m_home;
    std::unique_ptr<ThemeController> m_theme;
};

void TestKit::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName(u"slipway-test"_s);
    m_theme = std::make_unique<ThemeController>(*qApp);
    m_theme->setChoice(ThemeChoice::Light);
}

void TestKit::everyIconIsDrawn()
{
    for (int at = 0; at < iconCount; ++at) {
        const auto shape = Icon(at);
        QVERIFY2(hasInk(iconPixmap(shape, 20, 1.0, Qt::black)), qPrintable(iconName(shape)));
        QCOMPARE(iconPixmap(shape, 16, 2.0, Qt::black).size(), QSize(32, 32));
    }
}

void TestKit::iconsFollowTheTheme()
{
    const QIcon made = icon(Icon::Square, Token::Accent);
    const auto centre = [&made] { return made.pixmap(QSize(40, 40)).toImage().pixelColor(20, 6); };
    const QColor light = centre();
    m_theme->setChoice(ThemeChoice::Dark);
    const QColor dark = centre();
    m_theme->setChoice(ThemeChoice::Light);
    QVERIFY(light.alpha() > 0);
    QVERIFY(light != dark);
}

void TestKit::textIsReadable_data()
{
    QTest::addColumn<ColourMode>("mode");
    QTest::newRow("light") << ColourMode::Light;
    QTest::newRow("dark") << ColourMode::Dark;
}

// 4.5 is WCAG's AA for body text.
void TestKit::textIsReadable()
{
    QFETCH(ColourMode, mode);
    const Theme theme(mode);
    for (const Token ground : {Token::Window, Token::Surface, Token::Raised, Token::Sunken}) {
        for (const Token ink : {Token::Text, Token::TextMuted, Token::Accent})
            QVERIFY(contrast(theme.colour(ink), theme.colour(ground)) >= 4.5);
    }
    QVERIFY(contrast(theme.colour(Token::OnAccent), theme.colour(Token::Accent)) >= 4.5);
    QVERIFY(contrast(theme.colour(Token::Text), theme.colour(Token::Selection)) >= 4.5);
    for (int kind = 0; kind <= int(StateKind::DryRun); ++kind) {
        QVERIFY(contrast(theme.state(StateKind(kind)), theme.colour(Token::Surface)) >= 4.5);
        QVERIFY(contrast(theme.state(StateKind(kind)), theme.tint(StateKind(kind))) >= 4.5);
    }
}

void TestKit::themeIsReadFromThePalette()
{
    QCOMPARE(Theme::of(Theme(ColourMode::Dark).palette()).mode(), ColourMode::Dark);
    QCOMPARE(Theme::of(Theme(ColourMode::Light).palette()).mode(), ColourMode::Light);
    QSignalSpy changed(m_theme.get(), &ThemeController::changed);
    m_theme->setChoice(ThemeChoice::Dark);
    QWidget widget;
    QVERIFY(Theme::of(&widget).isDark());
    m_theme->setChoice(ThemeChoice::Light);
    QCOMPARE(changed.count(), 2);
}

void TestKit::messageBarStaysUntilDismissed()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    Error error = Error::unavailable(u"The port is taken."_s);
    error.detail = u"bind: EADDRINUSE"_s;
    bar.showError(u"It was not started."_s, error);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), u"It was not started. The port is taken."_s);
    auto *retry = bar.findChild<QPushButton *>(u"messageRetry"_s);
    QVERIFY(!retry->isHidden());
    auto *details = bar.findChild<QPlainTextEdit *>(u"messageDetailText"_s);
    QVERIFY(details->isHidden());
    bar.findChild<QPushButton *>(u"messageDetails"_s)->click();
    QVERIFY(!details->isHidden());
    QVERIFY(details->toPlainText().contains(u"ServiceUnavailable"_s));
    QSignalSpy retried(&bar, &MessageBar::retryRequested);
    retry->click();
    QCOMPARE(retried.count(), 1);
    QVERIFY(!bar.isHidden());
    QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    bar.findChild<QToolButton *>(u"messageDismiss"_s)->click();
    QVERIFY(bar.isHidden());
    QCOMPARE(dismissed.count(), 1);
    error.retryable = false;
    error.detail.clear();
    error.code.clear();
    bar.showError({}, error);
    QVERIFY(retry->isHidden());
    QVERIFY(bar.findChild<QPushButton *>(u"messageDetails"_s)->isHidden());
}

void TestKit::formShowsErrorsAtTheirField()
{
    Form form;
    auto *name = new QLineEdit(&form);
    form.addField(u"Name"_s, u"Group name"_s, name, u"Letters only."_s, true);
    QCOMPARE(name->accessibleName(), u"Group name"_s);
    auto *line = form.findChild<QLabel *>(u"NameMessage"_s);
    QCOMPARE(line->text(), u"Letters only."_s);
    QVERIFY(form.showError(Error::invalid(u"Name"_s, u"A space is not a letter."_s)));
    QCOMPARE(line->text(), u"A space is not a letter."_s);
    QVERIFY(form.hasErrors());
    QVERIFY(name->property("slipwayInvalid").toBool());
    QVERIFY(!form.showError(Error::invalid(u"Other"_s, u"no field of this form"_s)));
    form.clearErrors();
    QVERIFY(!form.hasErrors());
    QCOMPARE(line->text(), u"Letters only."_s);
}

void TestKit::secretIsHeldOnlyWhileShown()
{
    CopyField field(u"Secret"_s, u"secret"_s, CopyField::Kind::Secret);
    connect(&field, &CopyField::revealRequested, &field, [&field] { field.setValue(u"s3cret"_s); });
    auto *text = field.findChild<QLineEdit *>(u"secret"_s);
    QVERIFY(!text->text().contains(u"s3cret"_s));
    field.setRevealed(true);
    QCOMPARE(text->text(), u"s3cret"_s);
    field.setRevealed(false);
    QVERIFY(!text->text().contains(u"s3cret"_s));
    QVERIFY(field.value().isEmpty());
    field.findChild<QToolButton *>(u"secretCopy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"s3cret"_s);
    QVERIFY(field.value().isEmpty());
    // A value that its owner put there stays.
    CopyField owned(u"Token"_s, u"token"_s, CopyField::Kind::Secret);
    owned.setValue(u"abc"_s);
    owned.setRevealed(true);
    owned.setRevealed(false);
    QCOMPARE(owned.value(), u"abc"_s);
}

void TestKit::dialogStaysOpenWhileBusy()
{
    const auto owner = std::make_unique<DialogFrame>(u"Create workflow"_s, nullptr);
    DialogFrame &dialog = *owner; // never closed here
    auto *content = new QLineEdit;
    dialog.setContent(content);
    QPushButton *create = dialog.setPrimary(u"Create"_s, u"createButton"_s);
    QSignalSpy submitted(&dialog, &DialogFrame::submitted);
    dialog.open();
    QTest::keyClick(content, Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
    dialog.setBusy(true);
    QVERIFY(!create->isEnabled());
    QVERIFY(!content->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
    dialog.showError(u"It was not created."_s, Error::conflict(u"Taken"_s, u"The name is taken."_s));
    QVERIFY(create->isEnabled());
    QVERIFY(dialog.isVisible());
    dialog.setPrimaryEnabled(false);
    QVERIFY(!create->isEnabled());
}

// What is hidden but not deleted is still found by screen readers.
void TestKit::dialogLeavesNothingBehind_data()
{
    QTest::addColumn<int>("end");
    QTest::newRow("accepted") << 0;
    QTest::newRow("cancelled") << 1;
    QTest::newRow("closed by the window manager") << 2;
    QTest::newRow("closed with Escape") << 3;
}

void TestKit::dialogLeavesNothingBehind()
{
    QFETCH(int, end);
    QWidget window;
    window.show();
    QPointer<DialogFrame> dialog = new DialogFrame(u"Create workflow"_s, &window);
    dialog->open();
    switch (end) {
    case 0:
        dialog->accept();
        break;
    case 1:
        dialog->findChild<QPushButton *>(u"dialogCancel"_s)->click();
        break;
    case 2:
        dialog->close();
        break;
    default:
        QTest::keyClick(dialog.data(), Qt::Key_Escape);
    }
    QTRY_VERIFY(!dialog);
    QCOMPARE(QAccessible::queryAccessibleInterface(&window)->childCount(), 0);
}

void TestKit::confirmationRunsOnce()
{
    QWidget window;
    window.show();
    int runs = 0;
    confirmDestructive(&window, u"Delete it?"_s, u"It is gone then."_s, u"Delete"_s, [&runs] { ++runs; });
    QPointer<QWidget> dialog = window.findChild<QDialog *>(u"confirmDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(runs, 0);
    dialog->findChild<QPushButton *>(u"confirmButton"_s)->click();
    QCOMPARE(runs, 1);
    QTRY_VERIFY(!dialog);
}

void TestKit::filterLineSettles()
{
    FilterLine line(u"Filter"_s);
    QSignalSpy changed(&line, &FilterLine::filterChanged);
    QTest::keyClicks(&line, u"abc"_s);
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toString(), u"abc"_s);
    QTest::keyClick(&line, Qt::Key_Escape);
    QVERIFY(line.text().isEmpty());
}

void TestKit::tableKeysAndCopy()
{
    ResourceGroupTable model;
    model.setRows({group(1, u"a"_s), group(2, u"b"_s)});
    FilterProxy proxy;
    proxy.setSourceModel(&model);
    QTableView table;
    QLineEdit filter(&table);
    table.setModel(&proxy);
    setUpTable(&table, u"keys"_s, {{0, 120}, {1, 0}});
    setFilterShortcut(&table, &filter);
    QTest::keyClick(&table, Qt::Key_J);
    QCOMPARE(table.currentIndex().row(), 0);
    QTest::keyClick(&table, Qt::Key_J);
    QCOMPARE(table.currentIndex().row(), 1);
    QTest::keyClick(&table, Qt::Key_J);
    QCOMPARE(table.currentIndex().row(), 1);
    QTest::keyClick(&table, Qt::Key_K);
    QCOMPARE(table.currentIndex().row(), 0);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"a\t"_s));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u'\n'));
}

void TestKit::tableRemembersColumns()
{
    ResourceGroupTable model;
    const auto makeTable = [&model] {
        auto table = std::make_unique<QTableView>();
        table->setModel(&model);
        setUpTable(table.get(), u"columns"_s, {{0, 120}});
        return table;
    };
    auto first = makeTable();
    first->setColumnWidth(0, 207);
    QTRY_VERIFY(QSettings().contains(u"layout/table/columns"_s));
    QCOMPARE(makeTable()->columnWidth(0), 207);
}

void TestKit::sidePanelFollowsItsHost()
{
    QWidget host;
    host.resize(900, 600);
    SidePanel panel(u"Panel"_s, 300, &host);
    panel.attachTo(&host);
    host.show();
    QVERIFY(!panel.isVisible());
    panel.open();
    QCOMPARE(panel.geometry(), QRect(600, 0, 300, 600));
    host.resize(800, 500);
    QTRY_COMPARE(panel.geometry(), QRect(500, 0, 300, 500));
    QSignalSpy closed(&panel, &SidePanel::closed);
    QTest::keyClick(&panel, Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(!panel.isVisible());
}

void TestKit::popoverGivesTheFocusBack()
{
    QWidget window;
    window.resize(600, 400);
    QLineEdit edit(&window);
    QLineEdit other(&window);
    Popover popover(&window);
    window.show();
    QApplication::setActiveWindow(&window);
    edit.setFocus();
    QTRY_VERIFY(edit.hasFocus());
    popover.openAt({50, 50, 200, 100});
    QVERIFY(popover.hasFocus());
    QTest::keyClick(&popover, Qt::Key_Escape);
    QVERIFY(!popover.isVisible());
    QVERIFY(edit.hasFocus());
    popover.openAt({50, 50, 200, 100});
    other.setFocus();
    QVERIFY(!popover.isVisible());
    QVERIFY(other.hasFocus());
}

void TestKit::throttlerMergesCalls()
{
    Throttler throttler(std::chrono::milliseconds(30));
    QSignalSpy fired(&throttler, &Throttler::fired);
    for (int at = 0; at < 10; ++at)
        throttler.trigger();
    QCOMPARE(fired.count(), 1);
    QTRY_COMPARE(fired.count(), 2);
}

// Without any font text is silently missing.
void TestKit::fontsExist()
{
    QVERIFY(!QFontInfo(textFont(TextSize::Body)).family().isEmpty());
    QVERIFY(!QFontInfo(codeFont()).family().isEmpty());
    QVERIFY(textFont(TextSize::Title).pointSizeF() > textFont(TextSize::Section).pointSizeF());
}

QTEST_MAIN(TestKit)
#include "tst_kit.moc"
