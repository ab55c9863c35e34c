<?php
// Set WordPress up and fill it with posts: one JSON object a line in the file named first; the site's address second.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url($argv[2], PHP_URL_HOST) . ':' . parse_url($argv[2], PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Meridian Watch', 'bench', 'bench@paper.example', true, '', wp_generate_password(24));
$wpdb->query("DELETE FROM {$wpdb->comments}");
$wpdb->query("DELETE FROM {$wpdb->posts} WHERE post_type IN ('post', 'page')");
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('posts_per_page', 20);
update_option('default_comment_status', 'closed');

$values = array();
function store($values) {
    global $wpdb;
    $columns = 'post_author, post_date, post_date_gmt, post_modified, post_modified_gmt, post_content, post_title, post_excerpt,'
        . ' post_status, comment_status, post_name, post_type, guid, to_ping, pinged, post_content_filtered';
    if (!$wpdb->query("INSERT INTO {$wpdb->posts} ($columns) VALUES " . implode(',', $values))) exit(1);
}
foreach (new SplFileObject($argv[1]) as $number => $line) {
    if (trim($line) === '') continue;
    $post = json_decode($line);
    $values[] = $wpdb->prepare(
        "(1, %s, %s, %s, %s, %s, %s, %s, 'publish', 'closed', %s, 'post', %s, '', '', '')",
        $post->posted, $post->posted, $post->posted, $post->posted, $post->content, $post->title, $post->excerpt,
        $post->slug, "{$argv[2]}/?p=$number"
    );
    if (count($values) === 500) { store($values); $values = array(); }
}
if ($values) store($values);
$wpdb->query("INSERT INTO {$wpdb->term_relationships} (object_id, term_taxonomy_id)"
    . " SELECT ID, 1 FROM {$wpdb->posts} WHERE post_type = 'post'");
$wpdb->query("UPDATE {$wpdb->term_taxonomy} SET count = (SELECT COUNT(*) FROM {$wpdb->term_relationships}"
    . ' WHERE term_taxonomy_id = 1) WHERE term_taxonomy_id = 1');
$wpdb->query("ANALYZE TABLE {$wpdb->posts}, {$wpdb->term_relationships}");
$wp_rewrite->init();
$wp_rewrite->flush_rules(false);
echo $wpdb->get_var("SELECT COUNT(*) FROM {$wpdb->posts} WHERE post_type = 'post' AND post_status = 'publish'"), "\n";
