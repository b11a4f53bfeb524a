#include "tests/ui/gallery_stage.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QSettings>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

#include <cstdio>
#include <optional>

namespace slipway::gallery {

using namespace Qt::StringLiterals;

namespace {

struct Wish
{
    QString folder;
    QString only;
    QByteArray scale = "1";
    QList<ThemeChoice> themes{ThemeChoice::Light, ThemeChoice::Dark};
};

std::optional<Wish> readWish(int argc, char *argv[])
{
    Wish wish;
    QStringList places;
    for (int at = 1; at < argc; ++at) {
        const QByteArray word(argv[at]);
        const bool takesValue = word == "--scale" || word == "--theme";
        const QByteArray value = takesValue && at + 1 < argc ? QByteArray(argv[++at]) : QByteArray();
        if (word == "--scale" && value.toDouble() > 0)
            wish.scale = value;
        else if (word == "--theme" && (value == "light" || value == "dark"))
            wish.themes = {value == "dark" ? ThemeChoice::Dark : ThemeChoice::Light};
        else if (!word.startsWith('-'))
            places.append(QString::fromLocal8Bit(word));
        else
            return std::nullopt;
    }
    if (places.isEmpty() || places.size() > 2)
        return std::nullopt;
    wish.folder = places.first();
    wish.only = places.value(1);
    return wish;
}

QPixmap pictureOf(QWidget &window)
{
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top == &window || !top->isVisible() || top->size().isEmpty())
            continue;
        QPoint at = top->pos() - window.pos();
        if (qobject_cast<QDialog *>(top)) {
            at = QPoint((window.width() - top->width()) / 2, (window.height() - top->height()) / 3);
            painter.fillRect(window.rect(), QColor(0, 0, 0, 60));
        }
        painter.drawPixmap(at, top->grab());
    }
    return picture;
}

void closeFloating(QWidget &window)
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top != &window)
            top->close();
    }
}

} // namespace

void settle()
{
    for (int turn = 0; turn < 30; ++turn)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

void letTimePass()
{
    const QDeadlineTimer end(400);
    while (!end.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
}

void press(QWidget &page, const QString &objectName)
{
    auto *button = page.findChild<QAbstractButton *>(objectName);
    if (button)
        button->click();
    else
        std::fprintf(stderr, "gallery: no button %s\n", qPrintable(objectName));
    settle();
}

void type(QWidget &page, const QString &objectName, const QString &text)
{
    auto *edit = page.findChild<QLineEdit *>(objectName);
    if (edit) {
        edit->setFocus();
        edit->insert(text);
        emit edit->textEdited(edit->text());
    } else {
        std::fprintf(stderr, "gallery: no field %s\n", qPrintable(objectName));
    }
    settle();
}

void trigger(QWidget &page, const QString &id)
{
    auto *action = page.findChild<QAction *>(u"action."_s + id);
    if (action)
        action->trigger();
    else
        std::fprintf(stderr, "gallery: no action %s\n", qPrintable(id));
    settle();
}

void choose(QWidget &page, const QString &table, int row)
{
    if (auto *view = page.findChild<QTableView *>(table))
        view->selectRow(row);
    settle();
}

void openTab(QWidget &page, const QString &tabs, int index)
{
    for (auto *widget : page.findChildren<QTabWidget *>(tabs)) {
        if (widget->isVisible())
            widget->setCurrentIndex(index);
    }
    settle();
}

int run(int argc, char *argv[], const std::function<QList<Picture>()> &pictures)
{
    const std::optional<Wish> wish = readWish(argc, argv);
    if (!wish) {
        std::fprintf(stderr, "usage: %s FOLDER [PART-OF-A-NAME] [--scale FACTOR] [--theme light|dark]\n", argv[0]);
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", wish->scale);
    QApplication application(argc, argv);
    const QTemporaryDir home;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
    QApplication::setOrganizationName(u"slipway-gallery"_s);
    const QDir folder(wish->folder);
    folder.mkpath(u"."_s);
    ThemeController theme(application);
    for (const ThemeChoice choice : wish->themes) {
        theme.setChoice(choice);
        const QString tone = choice == ThemeChoice::Dark ? u"dark"_s : u"light"_s;
        for (const Picture &picture : pictures()) {
            const QString name = u"%1-%2-%3x.png"_s.arg(picture.name, tone, QString::fromLatin1(wish->scale));
            if (!name.contains(wish->only))
                continue;
            picture.play(theme, [path = folder.filePath(name)](QWidget &window) {
                if (!pictureOf(window).save(path))
                    std::fprintf(stderr, "gallery: %s was not written\n", qPrintable(path));
                closeFloating(window);
            });
        }
    }
    return 0;
}

} // namespace slipway::gallery
